import { chromiumOfTests } from "./chromium.js";

/** Says once what is left out where there is no Chromium. */
export default function setUpChromium(): void {
  if (chromiumOfTests() === undefined) process.stdout.write(leftOut);
}

const leftOut =
  "not run: what is tried in a browser, since there is no Chromium: install Debian's chromium and fonts-wqy-microhei, or set VIKING_KB_TEST_CHROMIUM to its path.\n";
