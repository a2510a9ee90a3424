#!/usr/bin/env node
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeFaces, faceFolder, workspacesWithFaces } from "../dist/faces.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
for (const workspace of workspacesWithFaces(root)) {
  const folder = join(root, workspace, faceFolder);
  const faces = Object.entries(describeFaces(join(root, workspace)));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, text] of faces) writeFileSync(join(folder, file), text);
}
