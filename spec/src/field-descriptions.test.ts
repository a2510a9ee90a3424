import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import * as spec from "./index.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** What a page would load of this package, bundled as Vite does. */
async function bundle(program: string): Promise<string> {
  const entry = `${folder}program.ts`;
  const bundled = await rolldown({
    input: entry,
    platform: "browser",
    resolve: { extensionAlias: { ".js": [".ts"] } },
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
  });
  const { output } = await bundled.generate({ format: "esm", minify: true });
  await bundled.close();
  return output.map((file) => (file.type === "chunk" ? file.code : "")).join("\n");
}

test("a page loads the descriptions of the models that it names, and nothing else", async () => {
  const { TaskInfo, ...others } = spec.fieldDescriptions;
  const code = await bundle('import { fieldDescriptions } from "./index.js"; console.log(fieldDescriptions.TaskInfo);');
  for (const { zh } of Object.values(TaskInfo)) expect.soft(code).toContain(zh);
  const own = JSON.stringify(TaskInfo);
  const foreign = Object.values(others).flatMap((fields) => Object.values<spec.FieldDescription>(fields));
  for (const { zh } of foreign) if (!own.includes(zh)) expect.soft(code).not.toContain(zh);
  expect(code).not.toContain(spec.operations.getTaskInfo.path);
});

test("a field that refers to a model has the description of the model", () => {
  const { DocInfo, PointDoc } = spec.fieldDescriptions;
  expect(DocInfo.status).toEqual(PointDoc.status);
  expect(DocInfo.status.en).toBe("How far the processing of a document has come.");
});
