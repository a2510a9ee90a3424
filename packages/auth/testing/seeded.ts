/** Parameters of a property: the seed is fixed, so that a failure repeats, and fast-check prints it. */
export function seeded<Parameters extends object>(parameters: Parameters): Parameters & { readonly seed: number } {
  return { seed: 20_260_115, ...parameters };
}
