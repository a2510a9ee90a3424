import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type DemoServer, startDemoServer } from "./demo-server.js";
import { invitation } from "./invitation.js";
import { showDocuments } from "./show-calls.js";

/** The demo's server over a folder of these files. */
async function startWith(files: Readonly<Record<string, string>>, signal: AbortSignal): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-demo-"));
  const documentsFolder = join(folder, "own");
  await mkdir(documentsFolder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(documentsFolder, name), text);
  const dataFolder = join(folder, "data");
  const server = await startDemoServer({ port: 0, dataFolder, documentsFolder, now: () => new Date(), signal });
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  return server;
}

const rows: Record<string, [files: Record<string, string>, shown: string[]]> = {
  "one file": [{ "own.txt": "Our own." }, ["guide: 1 imported, 0 unchanged;", "$ viking-kb doc info guide own.txt"]],
  "a file whose name a terminal would obey": [
    { "own\u001b[2J\u202e.csv": "a,b\n" },
    ["own.csv failed (36007)", "$ viking-kb points list"],
  ],
  "a file that cannot be imported": [{ "own.csv": "a,b\n" }, ["own.csv failed (36007)", "$ viking-kb points list"]],
};
test.each(Object.entries(rows))("A folder of the user's own: %s", async (_what, [files, shown]) => {
  const { signal } = new AbortController();
  const server = await startWith(files, signal);
  const lines: string[] = [];
  await showDocuments(
    server,
    () => {},
    (line) => lines.push(line),
    signal,
  );
  for (const text of shown) expect(lines.join("\n")).toContain(text);
  expect(lines.join("\n")).not.toMatch(/[^\P{Control}\n]|\p{Format}/u);
  const invited = invitation("http://127.0.0.1:4010", server, "http://127.0.0.1:4711/#token", "/it's $x y");
  expect(invited).toContain(`#   ${server.documentsFolder}\n`);
  expect(invited).toContain(
    `VIKING_KB_DATA='/it'\\''s $x y' npx -y pnpm@10.34.9 --silent local:contract \\\n     ${server.url}\n`,
  );
});

test("An interruption ends the import, and what is shown of it", async () => {
  const interruption = new AbortController();
  const server = await startWith({ "own.txt": "Our own." }, interruption.signal);
  const showing = showDocuments(
    server,
    () => {},
    () => {},
    interruption.signal,
  );
  interruption.abort(130);
  await expect(showing).rejects.toThrow("Nothing was imported");
});
