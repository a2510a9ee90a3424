const storedAs = "viking-kb.token";

/** What a token in the fragment looks like; the fragment of the page's own links is shorter. */
const inFragment = /^#([\w-]{20,})$/;

/**
 * The token of this run: from the address, where it is taken out at once, else from this tab's storage. So a reload
 * keeps it, and neither the history nor a copied address holds it.
 */
export function takeToken(): string | undefined {
  const [, given] = inFragment.exec(location.hash) ?? [];
  try {
    if (given !== undefined) sessionStorage.setItem(storedAs, given);
    return given ?? sessionStorage.getItem(storedAs) ?? undefined;
  } catch {
    // Without a storage the token is good until the page is loaded anew.
    return given;
  } finally {
    if (given !== undefined) history.replaceState(history.state, "", location.pathname + location.search);
  }
}

/** Whether the address has a token now, as after the address of another run is pasted into the same tab. */
export function hasTokenInAddress(): boolean {
  return inFragment.test(location.hash);
}
