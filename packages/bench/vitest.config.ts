import { testsOf } from "../../vitest.config.ts";

// Each contestant is tried in a process of its own, or in several.
export default testsOf({ testTimeout: 300_000 });
