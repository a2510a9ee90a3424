import { expect, it } from "vitest";
import { pairs } from "../../testing/documented-cases.js";
import type { JsonObject } from "../json.js";
import { schemaOf } from "../strict-contract.js";
import { withoutSignatures } from "./read-body.js";

const link = "https://example.com/a/%E6%96%87.mp4";
const attachment = (field: string): Case => ({
  operationId: "listPoints",
  data: { point_list: [{ chunk_attachment: [{ [field]: `${link}?sign=1` }] }] },
  unsigned: { point_list: [{ chunk_attachment: [{ [field]: link }] }] },
});

interface Case {
  readonly operationId: string;
  readonly data: JsonObject;
  /** As it was where absent. */
  readonly unsigned?: JsonObject;
}
const rows: Record<string, Case> = {
  "the link of a task": {
    operationId: "getTaskInfo",
    data: { attachment_link: `${link}?a=1&b=?2` },
    unsigned: { attachment_link: link },
  },
  "the link of a document, and where it came from": {
    operationId: "getDocInfo",
    data: { url: `${link}?X-Tos-Signature=0`, source: `${link}?X-Tos-Signature=1` },
    unsigned: { url: link, source: link },
  },
  "the link of a part of a film, up to its fragment": {
    operationId: "listPoints",
    data: { point_list: [{ video_url: `${link}?auth_key=1#t=10` }, { video_url: link }] },
    unsigned: { point_list: [{ video_url: `${link}#t=10` }, { video_url: link }] },
  },
  "the link of an attachment": attachment("link"),
  "the link of what describes one": attachment("info_link"),
  "where a point's document came from": {
    operationId: "listPoints",
    data: { point_list: [{ doc_info: { source: `${link}?X-Tos-Signature=0` } }] },
    unsigned: { point_list: [{ doc_info: { source: link } }] },
  },
  "no text that is no link": {
    operationId: "listPoints",
    data: { point_list: [{ video_url: "what? this", doc_info: { source: "tos_fe" } }] },
  },
  "no link in a field for other texts": {
    operationId: "listPoints",
    data: { point_list: [{ content: `${link}?page=1`, table_chunk_fields: [{ field_value: `${link}?page=1` }] }] },
  },
  "no field that the contract does not have": {
    operationId: "getTaskInfo",
    data: { url: `${link}?page=1`, constructor: `${link}?page=1`, attachment_link: null },
  },
};

it.each(Object.entries(rows))("takes the signature from %s", (_what, { operationId, data, unsigned = data }) => {
  const schema = schemaOf(pairs, { operationId, status: 200 });
  expect(withoutSignatures({ code: 0, data }, schema)).toEqual({ code: 0, data: unsigned });
});
