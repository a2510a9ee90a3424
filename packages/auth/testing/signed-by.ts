import { type Difference, headersWith } from "./received.js";

/** A request signed with this key, by default with a secret that is nobody's. */
export const signedBy = (accessKeyId: string, secretAccessKey = "no-such-access-key"): Difference => ({
  accessKeyId,
  secretAccessKey,
});
/** A request under the temporary key, with this token. */
export const temporary = (token: string | undefined): Difference => ({
  ...signedBy("AKTPEXAMPLE", "temporary-secret"),
  signedHeaders: headersWith({ "x-security-token": token }),
});
