/** What the command ends with: the contract is kept, it is broken, it could not be tried. */
export const exitCodes = { kept: 0, broken: 1, couldNotRun: 2 } as const;
