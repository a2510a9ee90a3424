import { atLeastTwoWorkers, testsOf } from "../../vitest.config.ts";

export default testsOf({ maxWorkers: atLeastTwoWorkers, alone: ["src/import/watch-folder.turns.test.ts"] });
