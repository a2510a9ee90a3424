import { testsOf } from "../../vitest.config.ts";

export default testsOf({ setupFiles: ["testing/without-pauses.ts"] });
