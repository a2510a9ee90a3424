/**
 * Unix milliseconds, which is what the server keeps, as the whole Unix seconds that every operation but doc/info
 * answers. Seconds and milliseconds meet here alone.
 */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
