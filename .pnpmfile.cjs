/**
 * What is packed is for users: without the exports that lead to sources, which are not in it, and without what only this
 * project needs.
 */
function beforePacking({ devDependencies, scripts, ...manifest }) {
  const withoutSource = ([path, entry]) => {
    const { "@viking-kb/source": _, ...conditions } = entry;
    return [path, typeof entry === "string" ? entry : conditions];
  };
  const { exports } = manifest;
  return exports ? { ...manifest, exports: Object.fromEntries(Object.entries(exports).map(withoutSource)) } : manifest;
}

module.exports = { hooks: { beforePacking } };
