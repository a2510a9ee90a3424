import { fileURLToPath } from "node:url";
import { testsOf } from "../../vitest.config.ts";

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export default testsOf({
  globalSetup: pathOf("testing/chromium-setup.ts"),
  setupFiles: pathOf("testing/close-browser.ts"),
});
