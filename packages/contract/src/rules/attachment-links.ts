import { isObject } from "../json.js";
import { pointsOf } from "./points.js";
import type { Rule } from "./rule.js";

/** Links of attachments, which carry credentials, are given only to who asked for them. */
export const attachmentLinksRule: Rule = {
  name: "attachment-links",
  source: "this project: get_attachment_link asks for them",
  decision: true,
  check({ documented: { request }, body }) {
    if (request.get_attachment_link === true) return [];
    return pointsOf(body).flatMap(({ chunk_attachment: attachments }, index) =>
      (Array.isArray(attachments) ? attachments.filter(isObject) : []).flatMap((attachment, position) =>
        ["link", "info_link"]
          .filter((name) => name in attachment)
          .map((name) => ({
            at: `/data/point_list/${index}/chunk_attachment/${position}/${name}`,
            message: "is there; expected only where get_attachment_link asks for it",
          })),
      ),
    );
  },
};
