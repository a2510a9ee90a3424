const { relative, sep } = require("node:path");

/**
 * What is packed is for users: without the exports that lead to sources, which are not in it, without what only this
 * project needs, and with the place where it is kept.
 */
function beforePacking({ devDependencies, scripts, exports, ...manifest }, folder) {
  return {
    ...manifest,
    ...(exports ? { exports: Object.fromEntries(Object.entries(exports).flatMap(withoutSource)) } : {}),
    ...placeOf(relative(__dirname, folder).split(sep).join("/")),
  };
}

function withoutSource([path, entry]) {
  if (typeof entry === "string") return [[path, entry]];
  const { "@viking-kb/source": _, ...conditions } = entry;
  return Object.keys(conditions).length > 0 ? [[path, conditions]] : [];
}

/**
 * Where a package is kept, which only the workflow that publishes it knows. npm compares `repository` with the
 * workflow's own where the provenance is signed. Elsewhere the three are left out.
 */
function placeOf(directory, { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env) {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY) return {};
  const url = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  return {
    repository: { type: "git", url: `git+${url}.git`, directory },
    bugs: { url: `${url}/issues` },
    homepage: `${url}/tree/HEAD/${directory}#readme`,
  };
}

module.exports = { hooks: { beforePacking } };
