import { EventEmitter } from "node:events";
import type { FSWatcher, watch } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchFile } from "./watch-file.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** A watch on `/folder/contract.json`; `tell` is the system's part. */
function startWatching() {
  const watcher = Object.assign(new EventEmitter(), { close: vi.fn() });
  const folders: unknown[] = [];
  let tell: (event: "rename" | "change", name: string | null) => void = () => {};
  const fakeWatch = (folder: unknown, listener: typeof tell) => {
    folders.push(folder);
    tell = listener;
    return watcher as unknown as FSWatcher;
  };
  const onChange = vi.fn();
  const stop = watchFile("/folder/contract.json", onChange, fakeWatch as typeof watch);
  expect(folders).toEqual(["/folder"]);
  return { watcher, onChange, stop, tell: (name: string | null) => tell("change", name) };
}

test("What comes within 50 ms of each other is one change, told 50 ms after the last", () => {
  const { tell, onChange } = startWatching();
  for (let time = 0; time < 5; time++) {
    tell("contract.json");
    vi.advanceTimersByTime(49);
  }
  expect(onChange).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onChange).toHaveBeenCalledOnce();
  tell("contract.json");
  vi.advanceTimersByTime(50);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test.each([
  ["the file", "contract.json", 1],
  ["a file that the system does not name", null, 1],
  ["another file", "contract.json.new", 0],
])("A change of %s", (_which, name, calls) => {
  const { tell, onChange } = startWatching();
  tell(name);
  vi.advanceTimersByTime(1000);
  expect(onChange).toHaveBeenCalledTimes(calls);
});

test("What is stopped tells nothing more, and leaves neither watch nor timer", () => {
  const { tell, onChange, stop, watcher } = startWatching();
  tell("contract.json");
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(onChange).not.toHaveBeenCalled();
  expect(watcher.close).toHaveBeenCalledOnce();
});

test("A folder that goes away ends the watch, and nothing else", () => {
  const { watcher } = startWatching();
  watcher.emit("error", new Error("gone"));
  expect(watcher.close).toHaveBeenCalledOnce();
});
