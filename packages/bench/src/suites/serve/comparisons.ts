import type { Comparison, Gate } from "../../comparison.js";
import { limits, own } from "./limits.js";

const gateOf = (limit: Omit<Gate, "contestant">, ...contestants: string[]): Gate[] =>
  contestants.map((contestant) => ({ contestant, ...limit }));

/** The other operations: what a request names, and where the answer says it again. */
const infos = [
  { name: "collection/info", operationId: "getCollectionInfo" },
  { name: "doc/info", operationId: "getDocInfo" },
  { name: "task/info", operationId: "getTaskInfo" },
] as const;

const filtered = [`${own}, doc_ids`, `${own}, point_ids`];
const anywhere = [`${own}, in the middle`, `${own}, at the end`];
const anyPage = [...gateOf(limits.anyPage, ...anywhere), ...gateOf(limits.allPages, `${own}, everywhere`)];

/** The local server: what an answer costs it beside others, a page anywhere beside the first, start and import. */
export const serveComparisons: readonly Comparison[] = [
  {
    name: "serve a page of 10",
    gates: gateOf(limits.pageOfTen, own),
    roundLength: "server",
    prepare: async ({ quick }) => (await import("./prepare-answers.js")).preparePageOfTen(quick),
  },
  {
    name: "serve a page of 10, filtered",
    gates: gateOf(limits.filteredPage, ...filtered),
    roundLength: "server",
    prepare: async ({ quick }) => (await import("./prepare-answers.js")).prepareFiltered(quick),
  },
  ...infos.map(
    ({ name, operationId }): Comparison => ({
      name: `serve ${name}`,
      gates: gateOf(limits.info, own),
      roundLength: "server",
      prepare: async ({ quick }) => (await import("./prepare-answers.js")).prepareInfo(operationId, quick),
    }),
  ),
  {
    name: "serve any page",
    gates: anyPage,
    roundLength: "server",
    prepare: async ({ quick }) => (await import("./prepare-pages.js")).prepareAnyPage(quick, "all"),
  },
  {
    name: "serve any page of 50 documents",
    gates: anyPage,
    roundLength: "server",
    prepare: async ({ quick }) => (await import("./prepare-pages.js")).prepareAnyPage(quick, "documents"),
  },
  {
    name: "serve from the start to the first answer",
    gates: gateOf(limits.start, own),
    roundLength: "once",
    prepare: async ({ quick }) => (await import("./prepare-programs.js")).prepareStart(quick),
  },
  {
    name: "serve after an import",
    gates: gateOf(limits.import, own),
    roundLength: "once",
    prepare: async ({ quick }) => (await import("./prepare-programs.js")).prepareImport(quick),
  },
];
