import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../testing/read-snippets.ts";

/** What is packed of a package's manifest. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly engines?: { readonly node: string };
  readonly bin?: Readonly<Record<string, string>>;
}

/** Every workspace of the repository, by the last part of its name. */
export const workspaces: ReadonlyMap<string, Manifest & { readonly folder: string }> = new Map(
  globSync(["spec/package.json", "{packages,apps}/*/package.json"], { cwd: root }).map((path) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(root, path), "utf8"));
    return [manifest.name.replace("@viking-kb/", ""), { ...manifest, folder: join(root, dirname(path)) }];
  }),
);
export const published = [...workspaces.keys()].filter((name) => workspaces.get(name)?.private !== true);

export function manifestOf(name: string): Manifest & { readonly folder: string } {
  const manifest = workspaces.get(name);
  if (manifest === undefined) throw new Error(`There is no package ${name}.`);
  return manifest;
}

/** The oldest Node that a package names: `>=20.19` is 20.19.0. */
export function oldestNode(name: string): string {
  const [, version] = /^>=(\d+(?:\.\d+)+)$/.exec(manifestOf(name).engines?.node ?? "") ?? [];
  if (version === undefined) throw new Error(`engines.node of ${name} is none like >=20.19.`);
  return version.split(".").length === 2 ? `${version}.0` : version;
}
