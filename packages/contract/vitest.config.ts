import { atLeastTwoWorkers, testsOf } from "../../vitest.config.ts";

export default testsOf({ maxWorkers: atLeastTwoWorkers });
