import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as face from "./index.js";
import * as signing from "./sign.js";

const folder = new URL("./", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /(?<!\.test)\.ts$/.test(name),
);

test.each(sources)("%s imports nothing but its neighbours, so that it runs on every runtime", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const imports = [...text.matchAll(/(?:from|import\(?)\s*"([^"]+)"/g)].map(([, specifier]) => specifier);
  expect(imports.filter((specifier) => !/^\.{1,2}\/.+\.js$/.test(specifier ?? ""))).toEqual([]);
});

test.each(sources)("%s asks of nothing whether it is an instance of a class that a runtime may have twice", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  expect(text).not.toMatch(/\binstanceof [A-Z]/);
});

test("the package depends on nothing at run time", () => {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", folder), "utf8"));
  expect(manifest).not.toHaveProperty("dependencies");
  expect(manifest).not.toHaveProperty("peerDependencies");
});

test("the face is what is listed", () => {
  expect(Object.keys(face).sort()).toEqual([
    "credentialsFromEnvironment",
    "hasCredentials",
    "linkRefusalReasons",
    "presignUrl",
    "refreshingCredentials",
    "refusalReasons",
    "signRequest",
    "staticCredentials",
    "verifyPresignedUrl",
    "verifyRequest",
  ]);
});

test("the face of ./sign is what is listed", () => {
  expect(Object.keys(signing).sort()).toEqual([
    "credentialsFromEnvironment",
    "hasCredentials",
    "refreshingCredentials",
    "signRequest",
    "staticCredentials",
  ]);
});
