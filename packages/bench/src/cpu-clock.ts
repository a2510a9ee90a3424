/** CPU time that this process has used so far, in microseconds. */
export type CpuClock = () => number;

/** User and system time of all threads, so that work handed to another thread, as Web Crypto's, counts as well. */
export function processCpuClock(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
