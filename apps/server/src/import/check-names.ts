/** Source: documentation page collection/info, `name`. */
const collectionName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** No page says what a project may be called: this much can be typed and shown anywhere. */
const projectName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]{0,63}$/u;

/** @throws Error when a collection cannot be called so. */
export function checkCollectionName(name: string): void {
  if (collectionName.test(name)) return;
  throw new Error(
    `A collection cannot be called ${JSON.stringify(name)}: use 1 to 64 letters a to z, digits and _, a letter first.`,
  );
}

/** @throws Error when a project cannot be called so. */
export function checkProjectName(name: string): void {
  if (projectName.test(name)) return;
  throw new Error(
    `A project cannot be called ${JSON.stringify(name)}: use 1 to 64 letters, digits, _, - and ., a letter or digit first.`,
  );
}
