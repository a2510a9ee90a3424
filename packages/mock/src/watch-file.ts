import { watch as watchFolder } from "node:fs";
import { basename, dirname } from "node:path";

/** Milliseconds to wait for the last write: editors and build scripts touch a file several times in a row. */
const settleMilliseconds = 50;

/**
 * Calls `onChange` once after a file was written or replaced, when it has not changed for 50 ms.
 *
 * @returns a function that ends the watch
 */
export function watchFile(file: string, onChange: () => void, watch = watchFolder): () => void {
  let timer: NodeJS.Timeout | undefined;
  // The folder, since a watch on a file itself ends when another file is renamed over it.
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMilliseconds);
  });
  // If the folder is removed, the watch ends and the current contract stays.
  watcher.on("error", () => watcher.close());
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
