import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ground } from "./ground.ts";
import { countPackages, give, type Project, succeeding } from "./project.ts";
import { manifestOf, oldestNode } from "./workspaces.ts";

/** Most packages that a run on a given address may install. */
const mostPackages = 20;

/** Throws where a text does not hold what it must. */
export function expectText(text: string, patterns: readonly RegExp[]): void {
  for (const pattern of patterns)
    if (!pattern.test(text)) throw new Error(`${pattern} is not in:\n${text.trim().slice(-3000)}`);
}

async function versionsOf(project: Project, names: readonly string[]): Promise<string> {
  const told: string[] = [];
  for (const name of names) {
    const { bin = {}, version } = manifestOf(name);
    for (const program of Object.keys(bin)) {
      const printed = (await succeeding(project, `npx ${program} --version`)).trim();
      if (printed !== version) throw new Error(`${program} --version prints ${printed}, not ${version}`);
      told.push(`${program} ${printed}`);
    }
  }
  return told.join(", ");
}

/** A use of the packages, which throws where it fails, and says what it has seen. */
export interface Use {
  readonly name: string;
  readonly node: string;
  run(): Promise<string>;
}

/** What a server that was started leaves to those who ask it. */
interface Served {
  readonly url: string;
  readonly project: Project;
}

/** The Nodes that the packages name as their oldest, and one that is older than all of the programs'. */
const nodes = {
  verifier: oldestNode("contract"),
  server: oldestNode("server"),
  mock: oldestNode("mock"),
  old: "20.0.0",
};
export const nodesInUse: readonly string[] = Object.values(nodes);

/** Uses, each list in the order in which they build on each other. */
export interface Uses {
  /** May be tried side by side. */
  readonly apart: readonly (readonly Use[])[];
  /** Builds on all of those. */
  readonly after: readonly Use[];
}

/** What is done with the packages. `stops` gets what ends the started programs. */
export function usesOf(ground: Ground, stops: (() => Promise<void>)[]): Uses {
  const projects = new Map<string, Project>();
  const served = new Map<"server" | "mock", Served>();
  const projectOf = (name: string): Project => {
    const project = projects.get(name);
    if (project === undefined) throw new Error(`not tried: ${name} was not installed`);
    return project;
  };
  const servedBy = (name: "server" | "mock"): Served => {
    const found = served.get(name);
    if (found === undefined) throw new Error(`not tried: the ${name} did not start`);
    return found;
  };
  const install = async (name: string, node: string, packages: readonly string[], others?: readonly string[]) => {
    const project = await ground.project(name, node, packages, others);
    projects.set(name, project);
    const count = await countPackages(project);
    return { project, count, told: `${count} packages` };
  };

  const onServer: Use[] = [
    {
      name: "the verifier alone is small",
      node: nodes.verifier,
      async run() {
        const { project, count, told } = await install("verifier", nodes.verifier, ["auth", "spec", "contract"]);
        if (count > mostPackages) throw new Error(`it installs ${count} packages, more than ${mostPackages}`);
        return `${told}; ${await versionsOf(project, ["contract"])}`;
      },
    },
    {
      name: "a server with documents of one's own",
      node: nodes.server,
      async run() {
        const packages = ["auth", "spec", "client", "server", "cli"];
        const { project, told } = await install("server", nodes.server, packages);
        const versions = await versionsOf(project, ["server", "cli"]);
        await succeeding(project, "npx viking-kb-server load --key-file key.env");
        await mkdir(join(project.folder, "documents"));
        await writeFile(join(project.folder, "documents/leave.md"), "# Leave\n\nTwenty-five days a year.\n");
        await writeFile(join(project.folder, "documents/prices.csv"), "item,price\ndesk,420\n");
        const imported = await succeeding(project, "npx viking-kb-server import documents --collection notes");
        expectText(imported, [/^notes .* 2 done; it holds 2 points\.$/m]);
        const { found, stop } = await project.start("npx viking-kb-server serve --port 0", /at (http:\S+)/);
        stops.push(stop);
        served.set("server", { url: found, project });
        return `${told}; ${versions}; 2 documents imported`;
      },
    },
    {
      name: "the client and viking-kb on that server",
      node: nodes.server,
      async run() {
        const { url, project } = servedBy("server");
        await give(project, "apps/demo/installed/programs/read-points.js", "read-points.js");
        const keyed = `set -a; . ./key.env; VIKING_KB_ENDPOINT=${url};`;
        const own = [/leave\.md-0 /, /Twenty-five days a year\./, /prices\.csv-0 /];
        expectText(await succeeding(project, `${keyed} node read-points.js notes`), own);
        expectText(await succeeding(project, `${keyed} npx viking-kb points list notes`), own);
        return "its points read by both";
      },
    },
    {
      name: "the page of viking-kb inspect on that server",
      node: nodes.server,
      async run() {
        const { url, project } = servedBy("server");
        const line = `set -a; . ./key.env; VIKING_KB_ENDPOINT=${url} npx viking-kb inspect notes`;
        const { found, stop } = await project.start(line, /^(http:\S+)$/m);
        stops.push(stop);
        const { origin, pathname, hash } = new URL(found);
        const text = await (await fetch(origin + pathname)).text();
        const [script = ""] = /\/assets\/[^"]+\.js/.exec(text) ?? [];
        const { status, headers } = await fetch(origin + script);
        if (status !== 200 || !headers.get("content-type")?.startsWith("text/javascript"))
          throw new Error(`the page has no script: ${script}`);
        const answer = await fetch(`${origin}/api/knowledge/point/list`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-viking-kb-token": hash.slice(1) },
          body: '{"collection_name":"notes"}',
        });
        expectText(await answer.text(), [/"code":0/, /Twenty-five days a year\./]);
        return "its page, and a call of it";
      },
    },
    {
      name: "the verifier on that server, without Dredd",
      node: nodes.verifier,
      async run() {
        const { url, project } = servedBy("server");
        const line = `set -a; . ${project.folder}/key.env; npx viking-kb-contract ${url} --requests 20`;
        const told = await succeeding(projectOf("verifier"), line);
        expectText(told, [/^dredd +not run +install dredd beside this/m, /^strict +kept /m, /^properties +kept /m]);
        return lastLine(told);
      },
    },
  ];

  const onMock: Use[] = [
    {
      name: "the mock, with Dredd and the verifier beside it",
      node: nodes.mock,
      async run() {
        const packages = ["auth", "spec", "client", "cli", "mock", "contract"];
        const { project, told } = await install("mock", nodes.mock, packages, ["dredd@14.1.0"]);
        const versions = await versionsOf(project, ["mock", "contract"]);
        const { found, stop } = await project.start("npx viking-kb-mock --port 0", /at (http:\S+)/);
        stops.push(stop);
        served.set("mock", { url: found, project });
        return `${told}; ${versions}`;
      },
    },
    {
      name: "the client and viking-kb on the mock",
      node: nodes.mock,
      async run() {
        const { url, project } = servedBy("mock");
        await give(project, "apps/demo/installed/programs/read-points.js", "read-points.js");
        const any = "VIKING_KB_ACCESS_KEY_ID=AKLTANY VIKING_KB_SECRET_ACCESS_KEY=any-secret-of-mine";
        const points = `${any} VIKING_KB_ENDPOINT=${url} node read-points.js test_collection_name`;
        expectText(await succeeding(project, points), [/^_sys_auto_gen_doc_id-\d+-0 /]);
        const command = `${any} npx viking-kb doc info intake archive --endpoint ${url}`;
        expectText(await succeeding(project, command), [/archive\.zip/, /30001/]);
        return "documented answers read by both";
      },
    },
  ];

  const after: Use[] = [
    ...(["server", "mock"] as const).map((name) => ({
      name: `every layer on the ${name}`,
      node: nodes.mock,
      async run() {
        const { url, project } = servedBy(name);
        const key = name === "server" ? `set -a; . ${project.folder}/key.env;` : "";
        const line = `${key} npx viking-kb-contract ${name === "server" ? url : ""} --requests 20`;
        const told = await succeeding(projectOf("mock"), line);
        expectText(told, [/^dredd +kept /m, /^strict +kept /m, /^properties +kept /m, /hooks ran [1-9]/]);
        return lastLine(told);
      },
    })),
    ...(["contract", "cli", "server", "mock"] as const).map((name) => ({
      name: `${Object.keys(manifestOf(name).bin ?? {})} on a Node that is too old`,
      node: name === "mock" ? nodes.server : name === "server" ? nodes.verifier : nodes.old,
      async run() {
        const project = projectOf(name === "contract" ? "verifier" : name === "cli" ? "server" : name);
        const [program = ""] = Object.keys(manifestOf(name).bin ?? {});
        const { code, stderr } = await project.run(`${ground.node(this.node)} node_modules/.bin/${program} --version`);
        if (code !== 1 || !/^.* needs Node [\d.]+ or newer.*; this is [\d.]+\.\n$/.test(stderr))
          throw new Error(`it ended with ${code}: ${stderr.slice(0, 500)}`);
        return stderr.trim();
      },
    })),
  ];
  return { apart: [onServer, onMock], after };
}

export function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
