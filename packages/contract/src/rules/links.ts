import { described } from "../described.js";
import { isLink } from "../signed-links.js";
import type { Rule } from "./rule.js";

/** What is described as a link is one that can be followed. */
export const linksRule: Rule = {
  name: "links",
  source: "documentation pages: url, attachment_link; openapi.yaml: x-signed-link",
  check: ({ body, schema }) =>
    described(body, schema)
      .filter(
        ({ value, schema: own }) => own["x-signed-link"] === "always" && typeof value === "string" && !isLink(value),
      )
      .map(({ at }) => ({ at, message: "is not an http or https URL" })),
};
