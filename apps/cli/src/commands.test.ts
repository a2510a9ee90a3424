import { type Mock, startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { run } from "./run.js";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

async function runAgainstMock(argv: readonly string[], columns?: number) {
  const terminal = recordTerminal({ columns });
  const exitCode = await run(["--profile", "mock", "--endpoint", mock.url, ...argv], terminal);
  return { exitCode, output: terminal.output, errors: terminal.errors };
}

const lines = (...lines: string[]) => lines.map((line) => `${line}\n`).join("");
const cutNote = "note: links are cut at their query, which may carry credentials; --links shows\n  them whole\n";

describe("shows at 80 columns", () => {
  const rows: Record<string, [argv: string[], output: string, errors?: string]> = {
    "a collection": [
      ["collection", "info", "test_collection_name"],
      lines(
        "collection_name        test_collection_name",
        "description            abc",
        "create_time            2024-03-25T09:31:15Z",
        "update_time            2024-03-25T09:46:19Z",
        "creator                xxx",
        "pipeline_list[0]",
        "  pipeline_type        default (the service's own pipeline)",
        "  pipeline_stat",
        "    doc_num            0",
        "    finish_doc_num     0",
        "    point_num          0",
        "  index_list[0]",
        "    index_type         hnsw (hierarchical navigable small world graph over dense",
        "                       vectors)",
        "    index_config",
        "      vector_field     _sys_auto_content_vector (vector, 1024 dimensions)",
        "      cpu_quota        2",
        "      distance         ip (inner product)",
        "      quant            int8 (8-bit integers)",
        "      embedding_model  bge-large-zh",
        "      fields           _sys_auto_id (string), _sys_auto_doc_id (string),",
        "                       _sys_auto_doc_type (string), _sys_auto_add_type (string)",
        "    status             1 (ready)",
      ),
    ],
    "a document that failed, with what its code means": [
      ["doc", "info", "intake", "archive"],
      lines(
        "collection_name   intake",
        "doc_name          archive.zip",
        "doc_id            archive",
        "add_type          tos_fe (uploaded as a file)",
        "doc_type          zip",
        "create_time       2024-08-28T12:38:40Z",
        "added_by          docs-team",
        "update_time       2024-08-28T12:38:45.310Z",
        "point_num         0",
        "status",
        "  process_status  1 (failed)",
        "  failed_code     30001 (The file is larger than the knowledge base allows.",
        "                  Split the file or make it smaller.)",
      ),
    ],
    "a document from a URL, its times from milliseconds": [
      ["doc", "info", "test_collection_name", "test123", "--project", ""],
      lines(
        "collection_name   test_collection_name",
        "doc_name          张某某盗窃案",
        "doc_id            test0123",
        "add_type          url (from a URL)",
        "doc_type          pdf",
        "create_time       2024-03-25T11:43:47.047Z",
        "added_by          adder@example.com",
        "update_time       2024-03-25T11:43:50.802Z",
        "url               https://fwh-my-test-bucket.tos-cn-beijing.volces.com/%E6%96%B0%E6%A9%99%E7%A7%91%E6%8A%80/%E5%BC%A0%E6%9F%90%E6%9F%90%E7%9B%97%E7%AA%83%E6%A1%88.pdf?…",
        "point_num         53",
        "status",
        "  process_status  0 (done)",
      ),
      cutNote,
    ],
    "a document that is being processed": [
      ["doc", "info", "intake", "floor-plan-2025"],
      lines(
        "collection_name   intake",
        "doc_name          floor-plan-2025.pdf",
        "doc_id            floor-plan-2025",
        "add_type          tos_fe (uploaded as a file)",
        "doc_type          pdf",
        "create_time       2024-08-28T12:38:40Z",
        "added_by          docs-team",
        "update_time       2024-08-28T12:38:45.310Z",
        "point_num         0",
        "status",
        "  process_status  6 (being processed)",
      ),
    ],
    points: [
      ["points", "list", "handbook", "--limit", "2", "--doc", "handbook"],
      lines(
        "point_id    type  title          content",
        "handbook-0  text  Working hours  Working hours are yours to choose; be there…",
        "handbook-1  text  休假           年假每年二十五天。病假请在当天上午告知。",
        "",
        "showing 1–2 of 4 points of the chosen documents in handbook; next page:",
        "  --offset 2; all: --all",
      ),
    ],
    "points with ids that leave little room, without titles": [
      ["points", "list", "test_collection_name", "--project", ""],
      lines(
        "point_id                                     type        content",
        "_sys_auto_gen_doc_id-17691607628519396693-0  structured  讲解模块:讲解模块:…",
        "",
        "showing 1–1 of 1 point in api0828",
      ),
    ],
    "the points of a collection by its resource id": [
      ["points", "list", "kb-0a1b2c3d4e5f6789", "--doc", "prices"],
      lines(
        "point_id  type   title      content",
        "prices-0  table  Furniture  | item | price | | --- | --- | | desk | 420 | |…",
        "",
        "showing 1–1 of 1 point of the chosen documents in handbook",
      ),
    ],
    "no points past the end": [
      ["points", "list", "handbook", "--offset", "6", "--limit", "100"],
      lines("showing none of 6 points in handbook"),
    ],
    "no points of no documents": [
      ["points", "list", "handbook", "--doc"],
      lines("showing none of 0 points of the chosen documents in handbook"),
    ],
    "a task that is under way": [
      ["task", "info", "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a"],
      lines("status      running (under way)", "percentage  42 %"),
    ],
    "a task that failed": [
      ["task", "info", "6d2e8f4a1c3b5d7e9f0a2b4c6d8e0f1a"],
      lines("status      fail (failed for good)", "percentage  42 %"),
    ],
    "a finished task, its link cut": [
      ["task", "info", "xxx"],
      lines(
        "status           success (finished)",
        "percentage       100 %",
        "attachment_link  https://knowledgebase-video-boe.tos-cn-beijing.volces.com/USER_VIDEO_TEST/2100655893/112294/user_define/_sys_auto_gen_doc_id-6049498338074484299/_sys_auto_gen_doc_id-6049498338074484299.zip?…",
      ),
      cutNote,
    ],
  };
  test.each(Object.entries(rows))("%s", async (_, [argv, output, errors = ""]) => {
    expect(await runAgainstMock(argv, 80)).toEqual({ exitCode: 0, output, errors });
  });
});

test("--links shows a link whole, without a note", async () => {
  const { output, errors } = await runAgainstMock(["task", "info", "xxx", "--links"], 80);
  expect(output).toMatch(/^attachment_link {2}https:\S+\.zip\?X-Tos-Algorithm=\S+&X-Tos-Signature=0{64}$/m);
  expect(errors).toBe("");
});

test("a terminal that is too narrow for its values still shows twenty columns of them", async () => {
  const { output } = await runAgainstMock(["doc", "info", "intake", "archive"], 10);
  expect(output).toContain(
    lines(
      "  failed_code     30001 (The file is",
      "                  larger than the",
      "                  knowledge base",
      "                  allows. Split the",
      "                  file or make it",
      "                  smaller.)",
    ),
  );
});

test("a pipe limits no line", async () => {
  const { output } = await runAgainstMock(["points", "list", "handbook", "--limit", "2", "--doc", "handbook"]);
  expect(output).toContain("Working hours are yours to choose; be there from ten to four.\n");
});

describe("--json prints the data as answered", () => {
  const rows: Record<string, [argv: string[], data: object]> = {
    "collection info": [
      ["collection", "info", "test_collection_name"],
      { collection_name: "test_collection_name", create_time: 1711359075, update_time: 1711359979 },
    ],
    "doc info": [
      ["doc", "info", "intake", "scan"],
      {
        doc_id: "scan",
        create_time: 1724848720000,
        status: { process_status: 1, failed_code: 90001, failed_msg: "the file is encrypted" },
      },
    ],
    "points list": [
      ["points", "list", "handbook", "--doc"],
      { collection_name: "handbook", total_num: 0, count: 0, point_list: [] },
    ],
    "task info": [
      ["task", "info", "xxx"],
      { status: "success", percentage: 100, attachment_link: expect.stringContaining("X-Tos-Signature=0") },
    ],
  };
  test.each(Object.entries(rows))("%s", async (_, [argv, data]) => {
    const { exitCode, output, errors } = await runAgainstMock(["--json", ...argv], 20);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    expect(JSON.parse(output)).toMatchObject(data);
    expect(output).toBe(`${JSON.stringify(JSON.parse(output), undefined, 2)}\n`);
  });
});
