import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { root } from "../testing/read-snippets.ts";
import { type Ground, succeed } from "./ground.ts";
import { type Manifest, workspaces } from "./workspaces.ts";

const privateNames = [...workspaces.values()].filter((one) => one.private === true).map(({ name }) => name);

/** What no file of a tarball may hold. */
const forbidden: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a private package", pattern: new RegExp(`(?:${privateNames.join("|")})(?![\\w-])`) },
  { what: "the condition of sources", pattern: /@viking-kb\/source/ },
  { what: "a version that only the workspace knows", pattern: /"(?:workspace|catalog):/ },
  { what: "a path of a machine", pattern: /(?<![\w.])\/(?:home|Users|root|tmp|work)\/\w/ },
  { what: "the path of this repository", pattern: new RegExp(root.replace(/\/$/, "").replaceAll(/\W/g, "\\$&")) },
];

/** Looks into a package's tarball, and says what should not be so. */
export async function faultsOfTarball({ folder, tarball }: Ground, name: string): Promise<string[]> {
  const unpacked = join(folder, "unpacked", name);
  await mkdir(unpacked, { recursive: true });
  await succeed("tar", ["-xzf", tarball(name), "-C", unpacked]);
  const inside = join(unpacked, "package");
  const manifest: Manifest = JSON.parse(readFileSync(join(inside, "package.json"), "utf8"));
  const files = globSync("**/*", { cwd: inside }).filter((file) => statSync(join(inside, file)).isFile());
  return [
    ...(["description", "license", "version"] as const).filter((field) => !manifest[field]).map((it) => `has no ${it}`),
    ...(manifest.engines?.node ? [] : ["names no Node in engines"]),
    ...["README.md", "LICENSE"].filter((file) => !files.includes(file)).map((file) => `has no ${file}`),
    ...pathsIn(manifest).flatMap((path) => (globSync(path, { cwd: inside }).length > 0 ? [] : [`has no ${path}`])),
    ...files.flatMap((file) => faultsOfText(file, readFileSync(join(inside, file), "utf8"))),
    ...brokenLinks(inside),
  ];
}

/** Every path that the manifest leads to. */
function pathsIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("./") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

function faultsOfText(file: string, text: string): string[] {
  return forbidden.flatMap(({ what, pattern }) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${file} holds ${what}: ${text.slice(found.index, found.index + 60)}`];
  });
}

/** A registry's page shows the README and none of the repository around it. */
function brokenLinks(inside: string): string[] {
  const links = readFileSync(join(inside, "README.md"), "utf8").matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g);
  return [...links].flatMap(([, link, attribute = ""]) => {
    const target = link ?? attribute;
    if (/^(https:\/\/|#)/.test(target)) return [];
    const path = join(inside, target.replace(/#.*/, ""));
    const isInside = !relative(inside, path).startsWith("..") && existsSync(path);
    return isInside ? [] : [`README.md links to ${target}, which is not in the package: say it as text`];
  });
}
