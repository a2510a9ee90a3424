import { expect, test } from "vitest";
import { createKnowledgeBase } from "../create-knowledge-base.js";

const text = '{"code":1000001,"message":"unauthorized","request_id":"02ab"}';
const good = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "TXlTZWNyZXQ=" };

/** Keys as plain objects, which are not looked at before the server refuses them, and what the hint then says. */
const rows: { title: string; key: object; says: RegExp }[] = [
  { title: "a secret in quotes", key: { secretAccessKey: '"TXlTZWNyZXQ="' }, says: /secret access key .*quote/ },
  { title: "an id in quotes", key: { accessKeyId: "'AKLTEXAMPLE'" }, says: /access key id .*quote/ },
  { title: "a zero-width space", key: { secretAccessKey: "TXlT\u200bZWNyZXQ=" }, says: /U\+200B.* character 5 of 13/ },
  { title: "a placeholder", key: { secretAccessKey: "<your secret>" }, says: /secret access key holds a placeholder/ },
  { title: "an id as the secret", key: { secretAccessKey: "AKLTEXAMPLE" }, says: /holds an access key id/ },
  { title: "nothing to be seen", key: {}, says: /after it is signed\.$/ },
];
test.each(rows)("a refused key with $title", async ({ key, says }) => {
  const kb = createKnowledgeBase({
    endpoint: "https://h.example",
    credentials: { ...good, ...key },
    retries: 0,
    fetch: async () => new Response(text, { status: 401 }),
  });
  const refused = await kb.tasks.info("x").catch((error: unknown) => error);
  expect(refused).toMatchObject({ kind: "unauthorized", hint: expect.stringMatching(says) });
  expect(JSON.stringify(refused)).not.toContain("TXlT");
});
