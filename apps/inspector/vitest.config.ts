import { fileURLToPath } from "node:url";
import { testsOf } from "../../vitest.config.ts";

export default testsOf({ globalSetup: fileURLToPath(new URL("testing/chromium-setup.ts", import.meta.url)) });
