import { owner, restricted } from "@viking-kb/model";

/** The variables of the key that may read everything. */
export const ownersKey = {
  VIKING_KB_ACCESS_KEY_ID: owner.accessKeyId,
  VIKING_KB_SECRET_ACCESS_KEY: owner.secretAccessKey,
};

/** Those of the key that may read nothing. */
export const restrictedKey = {
  VIKING_KB_RESTRICTED_ACCESS_KEY_ID: restricted.accessKeyId,
  VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY: restricted.secretAccessKey,
};

/** Those of both. */
export const bothKeys = { ...ownersKey, ...restrictedKey };
