import { beforeEach, vi } from "vitest";

// The client pauses between attempts for a time that it draws from none upwards: here none is drawn, nobody waits.
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
