// A test of Jest's, with its defaults: CommonJS, in which Jest refuses every `import()`.
const { createKnowledgeBase, isKnowledgeBaseError } = require("@viking-kb/client");
const { createFakeKnowledgeBase } = require("@viking-kb/client/testing");
const { createServer } = require("node:http");
const { readFile } = require("node:fs/promises");
const { tryAuth } = require("../try-auth.js");
const { tryCalls } = require("../try-calls.js");

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

test("calls", () =>
  tryCalls(createKnowledgeBase({ credentials, endpoint: process.env.ENDPOINT }), isKnowledgeBaseError));

test("signatures", () => tryAuth());

test("the fake, whose time passes where Jest holds it", async () => {
  jest.useFakeTimers();
  const steps = [{ status: "running", percentage: 40 }, { status: "success" }];
  const fake = createFakeKnowledgeBase({ tasks: [{ task_id: "t1", steps, file: "content" }] });
  fake.failNext({ code: 1000029 });
  await fake.tasks.wait("t1");
  jest.useRealTimers();
});

test.each(["@viking-kb/client", "@viking-kb/client/static"])("a download to a file: %s", async (entry) => {
  const storage = createServer((_request, response) => response.end("PK zip"));
  await new Promise((resolve) => storage.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${storage.address().port}`;
  const task = { status: "success", attachment_link: `${endpoint}/result.zip` };
  const kb = require(entry).createKnowledgeBase({ credentials, endpoint });
  await kb.tasks.download(task, "result.zip", { overwrite: true });
  storage.close();
  expect(await readFile("result.zip", "utf8")).toBe("PK zip");
});

test.each([
  ["@viking-kb/auth", "verifyRequest"],
  ["@viking-kb/auth/sign", "signRequest"],
  ["@viking-kb/auth/explain", "explainSignature"],
  ["@viking-kb/client/explain", "explainSignature"],
  ["@viking-kb/client/generated", "PointsApi"],
])("%s has %s", (entry, name) => {
  expect(typeof require(entry)[name]).toBe("function");
});
