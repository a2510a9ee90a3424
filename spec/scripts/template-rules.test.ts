import { expect, test } from "vitest";
import { readSource } from "./read-contract.ts";
import { checkTemplates, renamedIn, templateRules } from "./template-rules.ts";

const path = "/api/knowledge/task/info";
const json = "application/json";

/** Each row writes into the contract what the templates cannot write; `at` is where that is found. */
const cases: {
  rule: string;
  breach: string;
  edit: (contract: any, operation: any) => void;
  at: RegExp;
  says: RegExp;
}[] = [
  {
    rule: "method",
    breach: "a GET",
    edit: (c) => {
      c.paths[path].get = c.paths[path].post;
      delete c.paths[path].post;
    },
    at: /task~1info\/get$/,
    says: /^getTaskInfo is a GET: teach \S+\/apis\.mustache and `send` in \S+\/runtime\.mustache /,
  },
  {
    rule: "body",
    breach: "no body",
    edit: (_c, operation) => delete operation.requestBody,
    at: /post$/,
    says: /^getTaskInfo has no request body: teach \S+\/apis\.mustache and `send` in \S+\/runtime\.mustache to send none$/,
  },
  {
    rule: "body",
    breach: "a body that may be left out",
    edit: (_c, { requestBody }) => delete requestBody.required,
    at: /requestBody$/,
    says: /may lack its body: say `required: true`, or teach \S+\/apis\.mustache/,
  },
  {
    rule: "body",
    breach: "a form",
    edit: (_c, { requestBody }) => {
      requestBody.content = { "multipart/form-data": requestBody.content[json] };
    },
    at: /requestBody$/,
    says: /takes multipart\/form-data: teach `send` in \S+\/runtime\.mustache to write it/,
  },
  {
    rule: "body",
    breach: "a body in one of two ways",
    edit: (_c, { requestBody }) => {
      requestBody.content["application/xml"] = requestBody.content[json];
    },
    at: /requestBody$/,
    says: /takes application\/json and application\/xml: teach/,
  },
  {
    rule: "body",
    breach: "a list as body",
    edit: (_c, { requestBody }) => {
      requestBody.content[json].schema = { type: "array", items: requestBody.content[json].schema };
    },
    at: /requestBody$/,
    says: /takes what is no object of components\/schemas: name it there, or teach/,
  },
  {
    rule: "body",
    breach: "a named list as body",
    edit: (c, { requestBody }) => {
      c.components.schemas.TaskIds = { type: "array", description: "Ids.", items: { type: "string" } };
      requestBody.content[json].schema = { $ref: "#/components/schemas/TaskIds" };
    },
    at: /requestBody$/,
    says: /takes what is no object/,
  },
  ...[
    ["path", "into the path"],
    ["query", "into the query"],
    ["header", "among the headers"],
    ["cookie", "into the header Cookie"],
  ].map(([kind, where]) => ({
    rule: "parameters",
    breach: `a ${kind} parameter`,
    edit: (_c: unknown, operation: any) => {
      operation.parameters = [{ name: "version", in: kind, schema: { type: "string" } }];
    },
    at: /post\/parameters$/,
    says: new RegExp(`has the ${kind} parameter \`version\`: teach \\S+/apis\\.mustache to write it ${where}`),
  })),
  {
    rule: "parameters",
    breach: "a parameter of every operation of a path, by reference",
    edit: (c) => {
      c.components.parameters = { Version: { name: "version", in: "query", schema: { type: "string" } } };
      c.paths[path].parameters = [{ $ref: "#/components/parameters/Version" }];
    },
    at: /post\/parameters$/,
    says: /has the query parameter `version`/,
  },
  {
    rule: "answers",
    breach: "no answer 200",
    edit: (_c, { responses }) => delete responses["200"],
    at: /responses$/,
    says: /has no answer 200: teach \S+\/apis\.mustache/,
  },
  ...["204", "2XX", "default"].map((status) => ({
    rule: "answers",
    breach: `an answer ${status}`,
    edit: (_c: unknown, { responses }: any) => {
      responses[status] = responses["200"];
    },
    at: new RegExp(`responses/${status}$`),
    says: new RegExp(`answers ${status} too: teach \\S+/apis\\.mustache`),
  })),
  {
    rule: "answers",
    breach: "an answer without content",
    edit: (_c, { responses }) => delete responses["200"].content,
    at: /responses\/200$/,
    says: /answers with no content: teach `answer` in \S+\/runtime\.mustache/,
  },
  {
    rule: "answers",
    breach: "an error as text",
    edit: (c) => {
      c.components.responses.Unauthorized.content = { "text/plain": { schema: { type: "string" } } };
    },
    at: /^#\/components\/responses\/Unauthorized$/,
    says: /^refuses with text\/plain: teach/,
  },
  {
    rule: "answers",
    breach: "an answer of two kinds",
    edit: (_c, { responses }) => {
      responses["200"].content["application/zip"] = { schema: { type: "string", format: "binary" } };
    },
    at: /responses\/200$/,
    says: /answers with application\/json and application\/zip: teach/,
  },
  {
    rule: "answers",
    breach: "a schema that is nobody's",
    edit: (_c, { responses }) => {
      responses["200"].content[json].schema = { type: "object", properties: { code: { type: "integer" } } };
    },
    at: /responses\/200$/,
    says: /answers with what is no object of components\/schemas: name it there/,
  },
  {
    rule: "answers",
    breach: "an envelope without data",
    edit: (c) => delete c.components.schemas.TaskInfoResponse.properties.data,
    at: /responses\/200$/,
    says: /answers with TaskInfoResponse, whose `data` is no object of components\/schemas/,
  },
  ...["servers", "security", "callbacks"].map((keyword) => ({
    rule: "alone",
    breach: `${keyword} of an operation's own`,
    edit: (_c: unknown, operation: any) => {
      operation[keyword] = [];
    },
    at: /post$/,
    says: new RegExp(`has ${keyword} of its own, which \\S+/apis\\.mustache leaves out: teach it`),
  })),
  {
    rule: "alone",
    breach: "servers of a path's own",
    edit: (c) => {
      c.paths[path].servers = [{ url: "https://other.example" }];
    },
    at: /post$/,
    says: /has servers of its own/,
  },
  {
    rule: "class",
    breach: "two tags",
    edit: (_c, operation) => operation.tags.push("Docs"),
    at: /post$/,
    says: /has 2 tags: give it one/,
  },
  {
    rule: "types",
    breach: "a field whose name must be quoted",
    edit: (c) => {
      c.components.schemas.TaskInfo.properties["page-no"] = { type: "string", description: "Page." };
    },
    at: /TaskInfo\/properties\/page-no$/,
    says: /has a name that is none in TypeScript: teach \S+\/modelGenericInterfaces\.mustache to quote it/,
  },
  {
    rule: "types",
    breach: "a schema that is renamed",
    edit: (c) => {
      c.components.schemas.task_info = { type: "object", properties: {} };
    },
    at: /schemas\/task_info$/,
    says: /has a name that openapi-generator changes/,
  },
  {
    rule: "types",
    breach: "a list that would be a Set",
    edit: (c) => {
      c.components.schemas.OriginalCoordinate.properties.page_no.uniqueItems = true;
    },
    at: /page_no$/,
    says: /has uniqueItems, for which a Set would be written: leave it out, or teach \S+\/propertyType\.mustache/,
  },
  {
    rule: "types",
    breach: "a text that would be a Blob",
    edit: (c) => {
      c.components.schemas.Point.properties.content.format = "binary";
    },
    at: /Point\/properties\/content$/,
    says: /has format: binary, for which a Blob would be written/,
  },
];

test.each(cases)("$rule: $breach", ({ rule, edit, at, says }) => {
  const contract: any = readSource();
  edit(contract, contract.paths[path].post);
  const [first, ...others] = checkTemplates(contract);
  expect(others).toEqual([]);
  expect(first).toEqual({ rule, pointer: expect.stringMatching(at), message: expect.stringMatching(says) });
});

test("the contract has nothing that they cannot write, and every rule has a case", () => {
  expect(checkTemplates(readSource())).toEqual([]);
  expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(templateRules));
});

test.each([{}, { paths: null }, { paths: { "/a": { post: null } } }, { paths: { "/a": { post: {} } } }])(
  "a document that is no contract yet is left to the linters: %j",
  (document) => {
    expect(() => checkTemplates(document)).not.toThrow();
  },
);

test("what openapi-generator renamed is named", () => {
  const contract: any = readSource();
  const { post } = contract.paths[path];
  contract.paths = { "/a": { post }, "/b": { post: { ...post, operationId: "delete" } } };
  contract.components.schemas = { Index: { properties: {} }, Task: { properties: {} }, RequestId: { type: "string" } };
  const code =
    "export interface ModelIndex {}\nexport interface Task {}\n  async getTaskInfo() {}\n  async _delete() {}";
  expect(renamedIn(code, contract)).toEqual([
    expect.stringMatching(/^delete is not called so/),
    expect.stringMatching(/^Index is not called so/),
  ]);
});
