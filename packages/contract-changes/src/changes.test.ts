import { beforeAll, describe, expect, test } from "vitest";
import { breakingEdits, edited, harmlessEdits } from "../testing/edits.js";
import { readBundle, runOn } from "../testing/run-on.js";
import { findOasdiff, type Oasdiff } from "./oasdiff.js";

// Each kind of change, tried with oasdiff itself: where VIKING_KB_OASDIFF is set, as in .ci/run. That takes Go, and a
// minute or two the first time. What is our own every run tries, in the other tests.
const isHere = process.env.VIKING_KB_OASDIFF !== undefined;

describe.skipIf(!isHere)(
  `By oasdiff${isHere ? "" : " (not run: VIKING_KB_OASDIFF is not set, and Go is needed)"}`,
  () => {
    let oasdiff: Oasdiff | undefined;
    beforeAll(async () => {
      oasdiff = await findOasdiff({ writeError: () => true });
      expect(oasdiff, "Go is missing: install it, or run without VIKING_KB_OASDIFF.").toBeDefined();
    }, 600_000);

    test.each(breakingEdits)("breaks: $what", async (edit) => {
      const released = await readBundle();
      const { code, output } = await runOn({ released, working: edited(released, edit), oasdiff });
      expect(output).toMatch(/^breaks /);
      expect(output).toMatch(edit.says ?? /^$/);
      expect(code).toBe(1);
    });

    test.each(harmlessEdits)("is harmless: $what", async (edit) => {
      const released = await readBundle();
      const { code, output } = await runOn({ released, working: edited(released, edit), oasdiff });
      expect(output).toMatch(edit.says ?? /^The contract is .*, but for words and examples\.$/m);
      expect(output).not.toMatch(/^breaks /m);
      expect(code).toBe(0);
    });
  },
);
