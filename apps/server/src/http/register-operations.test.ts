import { expect, test } from "vitest";
import { readOperations } from "../contract/read-operations.js";
import { handlers } from "../routes/handlers.js";
import type { Storage } from "../storage/storage.js";
import { createServer } from "./create-server.js";
import { registerOperations } from "./register-operations.js";

const storage: Storage = {
  read: () => Promise.reject(new Error("not asked")),
  change: () => Promise.reject(new Error("not asked")),
  close: () => Promise.resolve(),
};
const operations = readOperations();
const register = (table: typeof handlers) =>
  registerOperations(createServer({ storage }, operations).server, operations, table, storage);

test("The contract's operations are those that there are handlers for", () => {
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual([...handlers.keys()].sort());
  expect(() => register(handlers)).not.toThrow();
});

test("An operation without a handler is an error at the start", () => {
  const fewer = new Map([...handlers].filter(([operationId]) => operationId !== "getTaskInfo"));
  expect(() => register(fewer)).toThrow("The contract's operation getTaskInfo has no handler.");
});

test("A handler without an operation is an error at the start", () => {
  const more = new Map([...handlers, ["getEverything", async () => "{}"] as const]);
  expect(() => register(more)).toThrow("The contract has no operation getEverything, and there is a handler.");
});
