import type { Page } from "playwright-core";
import { type Look, open } from "./browser.js";

/** The page as it was built. */
export const builtPage = new URL("../dist/page/", import.meta.url);

/** The address of a place in an inspector's page, with the token of its run. */
export function addressOf(inspectorUrl: string, path: string): string {
  const { origin, hash } = new URL(inspectorUrl);
  return origin + path + hash;
}

/** Opens a place of an inspector's page. */
export async function openPlace(inspectorUrl: string, path: string, look: Look = {}): Promise<Page> {
  const { page } = await open(addressOf(inspectorUrl, path), look);
  return page;
}
