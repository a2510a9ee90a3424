import { expect, test } from "vitest";
import { startAnsweringServer, success } from "../../testing/answering-server.js";
import { recordTerminal } from "../../testing/recorded-terminal.js";
import { run } from "../run.js";

const pointList = [
  {
    collection_name: "shop",
    point_id: "faq.xlsx-0",
    chunk_type: "faq",
    original_question: "How long may I return it?",
    content: "Thirty days.",
  },
  {
    collection_name: "shop",
    point_id: "faq.xlsx-1",
    chunk_type: "faq",
    chunk_title: "Costs",
    original_question: "Who pays?",
    content: "We do.",
  },
];
const rows: { more: string[]; lines: string[] }[] = [
  {
    more: [],
    lines: [
      "point_id    type  title                      content",
      "faq.xlsx-0  faq   How long may I return it?  Thirty days.",
      "faq.xlsx-1  faq   Costs                      We do.",
    ],
  },
  {
    more: ["--full"],
    lines: ["faq.xlsx-0  faq  How long may I return it?", "  Thirty days.", "", "faq.xlsx-1  faq  Costs", "  We do."],
  },
];
test.each(rows)("Without a heading, a question is the title of its answer: $more", async ({ more, lines }) => {
  const server = await startAnsweringServer();
  try {
    server.answer = success({ collection_name: "shop", total_num: 2, count: 2, point_list: pointList });
    const terminal = recordTerminal();
    const argv = ["--profile", "mock", "--endpoint", server.url, "points", "list", "shop", ...more];
    expect(await run(argv, terminal)).toBe(0);
    expect(terminal.output.trimEnd().split("\n")).toEqual(lines);
  } finally {
    await server.close();
  }
});
