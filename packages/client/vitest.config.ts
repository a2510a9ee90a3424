import { testsOf } from "../../vitest.config.ts";

export default testsOf({ alone: ["src/errors/load-failures*.test.ts", "src/download/*.test.ts"] });
