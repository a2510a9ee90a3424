import { afterAll, test } from "vitest";
import { expectAnswer, invalid } from "../../../testing/expect-answer.js";
import { invalidLocators } from "../../../testing/invalid-locators.js";
import { runServer } from "../../../testing/running-server.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each(invalidLocators("collection_name"))("%s: %j", async (_what, locator, expected) => {
  // With an empty list of documents the collection must exist as well.
  for (const more of [{}, { doc_ids: [] }]) {
    expectAnswer("listPoints", await call(server, "listPoints", { ...locator, ...more }), expected);
  }
});

test.each([
  ['"limit":101', "limit: must be <= 100"],
  ['"limit":-2', "limit: must be >= -1"],
  ['"limit":0.5', "limit: must be integer or null"],
  ['"limit":"10"', "limit: must be integer or null"],
  ['"limit":true', "limit: must be integer or null"],
  ['"limit":[10]', "limit: must be integer or null"],
  ['"limit":1e400', "limit: must be integer or null"],
  ['"limit":99999999999999999999', "limit: must be <= 100"],
  ['"offset":-1', "offset: must be >= 0"],
  ['"offset":0.5', "offset: must be integer or null"],
  ['"offset":"0"', "offset: must be integer or null"],
  ['"offset":false', "offset: must be integer or null"],
  ['"offset":9007199254740992', "offset: must be <= 9007199254740991"],
  ['"offset":9007199254740993', "offset: must be <= 9007199254740991"],
  ['"offset":1e400', "offset: must be integer or null"],
  ['"doc_ids":"guide"', "doc_ids: must be array or null"],
  ['"doc_ids":{"0":"guide"}', "doc_ids: must be array or null"],
  ['"doc_ids":["guide",1]', "doc_ids.1: must be string"],
  ['"doc_ids":[null]', "doc_ids.0: must be string"],
  ['"doc_ids":["a","\\u0000"]', "doc_ids.1: must not hold the character U+0000"],
  ['"doc_ids":["\\ud83d"]', "doc_ids.0: must not hold half a surrogate pair"],
  [`"doc_ids":${JSON.stringify(Array(101).fill("a"))}`, "doc_ids: must not hold more than 100 entries"],
  ['"point_ids":"guide-0"', "point_ids: must be array or null"],
  ['"point_ids":[[]]', "point_ids.0: must be string"],
  ['"point_ids":["\\udc00"]', "point_ids.0: must not hold half a surrogate pair"],
  [`"point_ids":${JSON.stringify(Array(101).fill("a"))}`, "point_ids: must not hold more than 100 entries"],
  ['"get_attachment_link":1', "get_attachment_link: must be boolean or null"],
  ['"get_attachment_link":"true"', "get_attachment_link: must be boolean or null"],
  ['"pipeline_name":1', "pipeline_name: must be string or null"],
  ['"pipeline_name":"none"', "pipeline_name: the collection has no such pipeline"],
])("%s", async (fields, reason) => {
  const answer = await call(server, "listPoints", `{"collection_name":"handbook",${fields}}`);
  expectAnswer("listPoints", answer, invalid(reason));
});
