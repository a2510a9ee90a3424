import { defaultExclude } from "vitest/config";
import { testsOf } from "../../vitest.config.ts";

/** All tests run on both ways of hashing: at once, by node:crypto, and later, by Web Crypto, as in a browser. */
const hashings = [
  { name: "node:crypto", setupFiles: [] },
  { name: "Web Crypto", setupFiles: ["testing/without-node-crypto.ts"] },
];

/** Files that replace a module, which the others would then find replaced too. */
const alone = ["src/sign/signing-key.test.ts", "src/verify/verify-request.refused.test.ts"];

export default testsOf({
  projects: hashings.flatMap(({ name, setupFiles }) => [
    { extends: true, test: { name, setupFiles, isolate: false, exclude: [...defaultExclude, ...alone] } },
    { extends: true, test: { name: `${name}, alone`, setupFiles, isolate: true, include: alone } },
  ]),
});
