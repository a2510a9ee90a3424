/**
 * What is packed is for users: without the exports that lead to sources, which are not in it, and without what only this
 * project needs.
 */
function beforePacking({ devDependencies, scripts, ...manifest }) {
  const withoutSource = ([path, entry]) => {
    if (typeof entry === "string") return [[path, entry]];
    const { "@viking-kb/source": _, ...conditions } = entry;
    return Object.keys(conditions).length > 0 ? [[path, conditions]] : [];
  };
  const { exports } = manifest;
  if (exports === undefined) return manifest;
  return { ...manifest, exports: Object.fromEntries(Object.entries(exports).flatMap(withoutSource)) };
}

module.exports = { hooks: { beforePacking } };
