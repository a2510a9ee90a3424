import type { Rule } from "./rule.js";
import { badTexts } from "./texts.js";

const names = new Set(["url", "attachment_link", "link", "info_link", "video_url"]);

/** What is described as a link is one that can be followed. */
export const linksRule: Rule = {
  name: "links",
  source: "documentation pages: url, attachment_link; openapi.yaml: link, info_link, video_url",
  check: ({ body }) => badTexts(body, names, isLink, "is not an http or https URL"),
};

function isLink(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
