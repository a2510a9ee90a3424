/** A date in the form of AWS's signatures, for the peers that are not given a Date: `20260115T083000Z`. */
export function basicDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}
