import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderClientTesting } from "./client-testing.ts";
import { renderModule } from "./module.ts";
import { projectFolder } from "./paths.ts";

/** The folders of generated code that is written without openapi-generator, and so without Java. */
export const writtenFolders = {
  "spec/src/generated": renderModule,
  "packages/client/src/testing/generated": renderClientTesting,
} as const;

/** A file that differs from what is generated from spec/. Without `text`, no such file is generated. */
interface StaleFile {
  /** Path from the project's folder. */
  readonly file: string;
  readonly text: string | undefined;
}

/** Updates the folders, and returns the files that were written or removed. */
export function writeCode(project: string = projectFolder): string[] {
  return staleFiles(project).map(({ file, text }) => {
    const path = join(project, file);
    mkdirSync(join(path, ".."), { recursive: true });
    if (text === undefined) rmSync(path, { recursive: true });
    else writeFileSync(path, text);
    return file;
  });
}

/** Says which files differ from what is generated from spec/, and what to do: a sentence for each. */
export function staleCode(project: string = projectFolder): string[] {
  return staleFiles(project).map(
    ({ file }) =>
      `${file} is not what spec/ makes of it: run \`pnpm generate\` (this file needs no Java) and commit what it writes.`,
  );
}

function staleFiles(project: string): StaleFile[] {
  return Object.entries(writtenFolders).flatMap(([folder, render]) => {
    const fresh = render(project);
    const path = (name: string) => join(project, folder, name);
    const read = (name: string) => (existsSync(path(name)) ? readFileSync(path(name), "utf8") : undefined);
    const names = new Set([...fresh.keys(), ...(existsSync(path("")) ? readdirSync(path("")) : [])]);
    return [...names]
      .filter((name) => read(name) !== fresh.get(name))
      .map((name) => ({ file: `${folder}/${name}`, text: fresh.get(name) }));
  });
}
