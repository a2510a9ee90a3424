/** What this machine does not have: no fault of the packages. The message says what is missing. */
export class NotHere extends Error {}
