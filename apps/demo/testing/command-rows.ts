/** Lines of shell blocks that are not run, and why. `holding` is a text of each such line. */
export interface CommandRow {
  readonly document: string;
  readonly holding: string;
  readonly notRun: string;
}

const atTheRoot = "it checks or builds the whole repository; .ci/run runs it";
const minutes = "it takes minutes; .ci/run runs it, or what it is made of";
const installs = "it installs from a registry or a folder of packages; pnpm consumers installs what is packed";

export const commandRows: readonly CommandRow[] = [
  { document: "README.md", holding: "$ npm start", notRun: atTheRoot },
  { document: "README.md", holding: "$ npm test", notRun: atTheRoot },
  {
    document: "README.md",
    holding: "local:contract",
    notRun: "it takes ten seconds; .ci/run holds a server to the contract",
  },
  { document: "README.md", holding: "--silent contract ", notRun: minutes },
  { document: "README.md", holding: "--silent mutants", notRun: minutes },
  { document: "README.md", holding: "--silent bench", notRun: minutes },
  { document: "README.md", holding: "--silent consumers", notRun: minutes },
  { document: "README.md", holding: "--silent dev ", notRun: atTheRoot },
  { document: "docs/start.md", holding: "pnpm@10.34.9 build", notRun: atTheRoot },
  { document: "docs/start.md", holding: "pack --pack-destination", notRun: installs },
  { document: "docs/start.md", holding: "npm install", notRun: installs },
  {
    document: "docs/other-clients.md",
    holding: "openapi-generator-cli",
    notRun: "it needs Java; pnpm generate runs that generator",
  },
  { document: "docs/other-clients.md", holding: "npx openapi-typescript", notRun: installs },
  { document: "docs/change-the-contract.md", holding: "pnpm@10.34.9", notRun: atTheRoot },
  { document: "docs/add-an-operation.md", holding: "pnpm@10.34.9", notRun: atTheRoot },
  { document: "docs/add-an-operation.md", holding: "npm test", notRun: atTheRoot },
  { document: "docs/benchmarks.md", holding: "--silent bench", notRun: minutes },
  { document: "docs/contract-verification.md", holding: "--silent local:contract", notRun: minutes },
  { document: "docs/contract-verification.md", holding: "mutants.", notRun: minutes },
  {
    document: "docs/verify-your-server.md",
    holding: "",
    notRun: "pnpm installed runs the page, command by command, in an empty folder",
  },
  ...["createdb", "postgres://"].map((holding) => ({
    document: "docs/server.md",
    holding,
    notRun: "it needs a server of PostgreSQL; several-servers.postgres.test.ts runs such commands",
  })),
  { document: "packages/bench/README.md", holding: "bench", notRun: minutes },
  { document: "packages/mutants/README.md", holding: "mutants", notRun: minutes },
  { document: "packages/contract/README.md", holding: "npx viking-kb-contract", notRun: minutes },
  {
    document: "packages/contract-changes/README.md",
    holding: "pnpm contract:changes",
    notRun: "it needs Go, and one of them releases; .ci/run compares the contract",
  },
  { document: "apps/demo/README.md", holding: "npm start", notRun: atTheRoot },
  { document: "apps/inspector/README.md", holding: "npm start", notRun: atTheRoot },
  { document: "apps/cli/README.md", holding: "| jq", notRun: "jq is not on every machine" },
  { document: "apps/cli/README.md", holding: "profile add", notRun: "it asks for a key" },
  { document: "apps/cli/README.md", holding: "profile list", notRun: "it reads the profiles of whoever runs it" },
  {
    document: "apps/cli/README.md",
    holding: "sign --received",
    notRun: "docs/debug-a-signature.md runs it, on a request that stands there",
  },
];

/** Blocks that are neither programs nor commands, by document and language, and where what they show is tried. */
export const otherBlocks: readonly { document: string; language: string; tried: string }[] = [
  {
    document: "docs/contract-verification.md",
    language: "yaml",
    tried: "by the tests of packages/contract, on such files",
  },
  {
    document: "docs/verify-your-server.md",
    language: "yaml",
    tried: "by pnpm installed: the names file, and the steps of the action",
  },
  {
    document: "packages/contract-changes/README.md",
    language: "",
    tried: "by the tests of packages/contract-changes, with Go",
  },
  {
    document: "packages/contract/README.md",
    language: "yaml",
    tried: "by the tests of packages/contract, on such files",
  },
  {
    document: "apps/server/README.md",
    language: "python",
    tried: "by pnpm foreign-clients, which installs that package",
  },
  {
    document: "packages/mock/README.md",
    language: "python",
    tried: "by pnpm foreign-clients, which installs that package",
  },
];
