import { expect, test } from "vitest";
import type { Session } from "../../session.js";
import { collectionCall, documentCall, type PanelCall, pointsCall, taskCall } from "./panel-call.js";
import { writeCall } from "./write-call.js";

const session: Session = {
  endpoint: "http://127.0.0.1:4020",
  region: "cn-beijing",
  profile: "work",
  lang: "en",
  limits: {},
};
const connection = "--profile work --endpoint http://127.0.0.1:4020 --region cn-beijing";

const rows: { call: PanelCall<unknown>; command: string; typescript: string }[] = [
  {
    call: collectionCall({ collection: "faq", project: "support" }),
    command: `viking-kb collection info faq ${connection} --project=support\n`,
    typescript: 'collections.info({ name: "faq", project: "support" })',
  },
  {
    call: collectionCall({ collection: "kb-0a1b" }),
    command: `viking-kb collection info kb-0a1b ${connection}\n`,
    typescript: 'collections.info({ resource_id: "kb-0a1b" })',
  },
  {
    call: documentCall({ collection: "faq" }, "it's\u202e $(rm)"),
    command: `viking-kb doc info faq 'it'\\''s\u202e $(rm)' ${connection}\n`,
    typescript: 'docs.info({ collection_name: "faq", doc_id: "it\'s\\u202e $(rm)" })',
  },
  {
    call: pointsCall({ collection: "faq", docs: ["a b", "c"], offset: 100, limit: 50 }),
    command: `viking-kb points list faq ${connection} --offset 100 --limit 50 '--doc=a b' --doc=c\n`,
    typescript: 'points.list({ collection_name: "faq", offset: 100, limit: 50, doc_ids: ["a b", "c"] })',
  },
  {
    call: pointsCall({ collection: "faq", project: "-p", docs: ["-x"], offset: 0, limit: 100 }),
    command: `viking-kb points list faq ${connection} --project=-p --offset 0 --limit 100 --doc=-x\n`,
    typescript: 'points.list({ collection_name: "faq", project: "-p", offset: 0, limit: 100, doc_ids: ["-x"] })',
  },
  {
    call: taskCall("\u{e0041}\u{1f468}"),
    command: `viking-kb task info '\u{e0041}\u{1f468}' ${connection}\n`,
    typescript: 'tasks.info({ task_id: "\\udb40\\udc41\u{1f468}" })',
  },
  {
    call: taskCall("-x"),
    command: `viking-kb task info ${connection} -- -x\n`,
    typescript: 'tasks.info({ task_id: "-x" })',
  },
];
test.each(rows)("$command", async ({ call, command, typescript }) => {
  const written = await writeCall(call, session);
  expect(written.command).toBe(command);
  expect(written.typescript).toContain(`const data = await kb.${typescript};\n`);
  expect(written.curl).toContain("http://127.0.0.1:4020/api/knowledge/");
});

test("a key from the environment is named by its variables", async () => {
  const { command } = await writeCall(taskCall("x"), { ...session, profile: undefined });
  expect(command).toMatch(/^# The key: \$VIKING_KB_ACCESS_KEY_ID, .*\nviking-kb task info x --endpoint /);
});
