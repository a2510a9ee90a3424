import { readdirSync } from "node:fs";
import { chmod, chown, link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { startDownloadFixture } from "../../testing/download-fixture.js";
import { zip } from "../../testing/storage-answers.js";

interface Row {
  readonly title: string;
  /** What is in the folder before; names that end in a slash are folders. */
  readonly files?: Readonly<Record<string, { readonly mode?: number; readonly leadsTo?: string }>>;
  readonly target: string;
  /** Where the file must be then; the target by default. */
  readonly written?: string;
  /** Permissions of the file then. */
  readonly mode?: number;
}

const longest = `${"知".repeat(83)}é.zip`;
const rows: Row[] = [
  { title: "a file that only its owner may read", files: { "a.zip": { mode: 0o600 } }, target: "a.zip", mode: 0o600 },
  { title: "a file that everybody may write", files: { "a.zip": { mode: 0o666 } }, target: "a.zip", mode: 0o666 },
  { title: "a file that nobody may write", files: { "a.zip": { mode: 0o444 } }, target: "a.zip", mode: 0o444 },
  { title: "a program", files: { "a.zip": { mode: 0o755 } }, target: "a.zip", mode: 0o755 },
  { title: "a program with its owner's rights", files: { "a.zip": { mode: 0o4755 } }, target: "a.zip", mode: 0o755 },
  {
    title: "a link's file",
    files: { "real.zip": { mode: 0o640 }, "a.zip": { leadsTo: "real.zip" } },
    target: "a.zip",
    written: "real.zip",
    mode: 0o640,
  },
  {
    title: "the file at the end of links through folders",
    files: {
      "deep/": {},
      "deep/er/": {},
      "here/": { leadsTo: "deep/er" },
      "real.zip": {},
      "deep/b.zip": { leadsTo: "../real.zip" },
      // From the folder that `here` leads to, not from the one it stands in.
      "deep/er/a.zip": { leadsTo: "../b.zip" },
    },
    target: "here/a.zip",
    written: "real.zip",
  },
  { title: "a link to nothing yet", files: { "a.zip": { leadsTo: "new.zip" } }, target: "a.zip", written: "new.zip" },
  { title: "a file with the longest name", files: { [longest]: {} }, target: longest },
  { title: "nothing", target: "a.zip" },
];

test.each(rows)("$title is replaced", async ({ files = {}, target, written = target, mode }) => {
  const { client, task, folder } = await startDownloadFixture();
  for (const [name, { leadsTo, mode }] of Object.entries(files)) {
    const path = join(folder, name);
    if (leadsTo !== undefined) await symlink(leadsTo, path.replace(/\/$/, ""));
    else if (name.endsWith("/")) await mkdir(path);
    else await writeFile(path, "before");
    if (mode !== undefined) await chmod(path, mode);
  }
  await client().tasks.download(task, join(folder, target), { overwrite: true });
  expect(zip.equals(await readFile(join(folder, written)))).toBe(true);
  if (mode !== undefined) expect((await stat(join(folder, written))).mode & 0o7777).toBe(mode);
  if (written !== target) expect((await lstat(join(folder, target))).isSymbolicLink()).toBe(true);
  const names = new Set([...Object.keys(files).map((name) => name.replace(/\/$/, "")), written]);
  expect((await readdir(folder, { recursive: true })).filter((name) => basename(name).endsWith(".part"))).toEqual([]);
  expect(new Set(await readdir(folder))).toEqual(new Set([...names].filter((name) => !name.includes("/"))));
});

test("a name of 255 bytes can be written, and the file on the way is in the same folder", async () => {
  const { client, task, folder } = await startDownloadFixture();
  expect(Buffer.byteLength(longest)).toBe(255);
  let during: string[] = [];
  await client().tasks.download(task, join(folder, longest), {
    onProgress: ({ received }) => {
      if (received === 0) during = readdirSync(folder);
    },
  });
  expect(during).toEqual([expect.stringMatching(/^\.viking-kb-[0-9a-f]{8}\.part$/)]);
  expect(await readdir(folder)).toEqual([longest]);
});

test.runIf(process.getuid?.() === 0)("the owner stays, where this one may give files away", async () => {
  const { client, task, path } = await startDownloadFixture();
  await writeFile(path, "before", { mode: 0o640 });
  await chown(path, 1234, 5678);
  await client().tasks.download(task, path, { overwrite: true });
  expect(await stat(path)).toMatchObject({ uid: 1234, gid: 5678, mode: 0o100640 });
});

test("another name of the replaced file keeps the file that was there", async () => {
  const { client, task, folder, path } = await startDownloadFixture();
  await writeFile(path, "before");
  await link(path, join(folder, "other.zip"));
  await client().tasks.download(task, path, { overwrite: true });
  expect(await readFile(join(folder, "other.zip"), "utf8")).toBe("before");
});
