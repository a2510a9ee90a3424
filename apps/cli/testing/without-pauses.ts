import { beforeEach, vi } from "vitest";

// The client's pauses between attempts have a random length from 0 upwards: here it is always 0, so tests do not wait.
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
