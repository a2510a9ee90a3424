import { fileURLToPath } from "node:url";
// TypeScript 7 has no such services yet, and its editor support shows no docstring on any field of a literal.
import * as typescript from "typescript-6";

const folder = fileURLToPath(new URL("../", import.meta.url));

/**
 * The docstring that an editor shows at each place that a program marks, in order: `⟦name` marks a name. The program is
 * taken for a file of `src`.
 */
export function hover(marked: string): string[] {
  const file = `${folder}src/hovered-program.ts`;
  const parts = marked.split("⟦");
  const text = parts.join("");
  const { sys, ScriptSnapshot } = typescript;
  const read = (path: string) => (path === file ? text : sys.readFile(path));
  const services = typescript.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      module: typescript.ModuleKind.NodeNext,
      target: typescript.ScriptTarget.ESNext,
      customConditions: ["@viking-kb/source"],
      types: [],
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => ScriptSnapshot.fromString(read(path) ?? ""),
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: typescript.getDefaultLibFilePath,
    fileExists: (path) => path === file || sys.fileExists(path),
    readFile: read,
  });
  let position = 0;
  return parts.slice(0, -1).map((part) => {
    position += part.length;
    return typescript.displayPartsToString(services.getQuickInfoAtPosition(file, position)?.documentation);
  });
}
