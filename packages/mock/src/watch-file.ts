import { watch as watchFolder } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors and build scripts touch a file several times in a row; milliseconds to wait for the last one. */
const settleMilliseconds = 50;

/**
 * Calls `onChange` after a file was written or replaced: once, when it has been left alone for 50 ms.
 *
 * @returns a function that ends it
 */
export function watchFile(file: string, onChange: () => void, watch = watchFolder): () => void {
  let timer: NodeJS.Timeout | undefined;
  // The folder, since a watch on a file itself ends when another file is renamed over it.
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMilliseconds);
  });
  // A folder that goes away ends the watch; what is served stays.
  watcher.on("error", () => watcher.close());
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
