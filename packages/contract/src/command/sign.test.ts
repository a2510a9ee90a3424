import { verifyRequest } from "@viking-kb/auth";
import { expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.js";

const secretAccessKey = "a-secret-of-somebody";
const keys = { VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE", VIKING_KB_SECRET_ACCESS_KEY: secretAccessKey };
const url = "http://127.0.0.1:4010/api/knowledge/doc/info";

it("signs a request, as configuration of curl that holds no secret", async () => {
  const { code, stdout, stderr } = await runCommand(["sign", url, "--data", '{"a":1}', "--region", "cn-x"], keys);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toContain(secretAccessKey);
  const lines = stdout.trimEnd().split("\n");
  const headers = lines.map((line): [string, string] => {
    const [, text = ""] = /^header = (".*")$/.exec(line) ?? [];
    const [name = "", value = ""] = JSON.parse(text).split(": ");
    return [name, value];
  });
  const request = {
    method: "POST",
    target: "/api/knowledge/doc/info",
    headers: [...headers, ["host", "127.0.0.1:4010"], ["content-type", "application/json"]] as [string, string][],
    body: Buffer.from('{"a":1}'),
  };
  expect(await verifyRequest(request, { lookUpKey: () => ({ secretAccessKey }) })).toMatchObject({
    ok: true,
    region: "cn-x",
  });
});

const refusals = [
  { what: "no key", args: [url], environment: {}, sentence: /^error: No credentials in the environment: / },
  { what: "no address", args: ["doc/info"], environment: keys, sentence: /^error: "doc\/info" is no address: / },
  { what: "no such key", args: [url, "--key", "other"], environment: keys, sentence: /Allowed choices are own, / },
  {
    what: "no restricted key",
    args: [url, "--key", "restricted"],
    environment: keys,
    sentence: /^error: There is no restricted key in the environment: /,
  },
  {
    what: "a file that is not there",
    args: [url, "--file", "/none/body"],
    environment: keys,
    sentence: /^error: Cannot read \/none\/body \(ENOENT\): /,
  },
];
it.each(refusals)("ends with 2 and a sentence: $what", async ({ args, environment, sentence }) => {
  const { code, stdout, stderr } = await runCommand(["sign", ...args], environment);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(sentence);
});
