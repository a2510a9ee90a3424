import { described } from "../described.js";
import type { Rule } from "./rule.js";

const ofAttachment = /^\/data\/point_list\/\d+\/chunk_attachment\/\d+\/[^/]+$/;

/** Links of attachments, which carry credentials, are given only to who asked for them. */
export const attachmentLinksRule: Rule = {
  name: "attachment-links",
  source: "this project: get_attachment_link asks for them",
  decision: true,
  check({ documented: { request }, body, schema }) {
    if (request.get_attachment_link === true) return [];
    return described(body, schema)
      .filter(({ at, schema: own }) => "x-signed-link" in own && ofAttachment.test(at))
      .map(({ at }) => ({ at, message: "is there; expected only where get_attachment_link asks for it" }));
  },
};
