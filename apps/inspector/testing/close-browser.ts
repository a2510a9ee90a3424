import { afterAll } from "vitest";
import { closeBrowser } from "./browser.js";

// Run for each file of tests: these share their modules, so one of them would register this for the first file alone.
afterAll(closeBrowser);
