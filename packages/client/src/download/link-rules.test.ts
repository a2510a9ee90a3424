import { afterEach, describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { sleep } from "../transport/timers.js";
import type { BuiltInModules } from "./built-in-modules.js";
import { createDownload } from "./download.js";
import type { DownloadOptions } from "./download-options.js";
import { type LookUp, lookUpAddresses } from "./link-rules.js";

const resolver = { lookup: async () => [{ address: "10.0.0.1" }] };
vi.mock("node:dns/promises", () => ({ ...resolver, default: resolver }));

/** What a download needs that does not break off. */
const unused = { sleep, pause: sleep, random: Math.random, askTask: () => expect.fail("the task is given") };

/** Downloads by a link, and gives the kind of what is thrown; undefined when the link was followed. */
async function follow(
  link: string,
  options: DownloadOptions,
  lookUp: LookUp = async () => ["93.184.215.14"],
  endpoint = "https://kb.example:8443/",
) {
  let sent = 0;
  const download = createDownload({
    endpoint,
    fetch: async () => {
      sent++;
      return new Response("zip");
    },
    now: () => new Date(),
    ...unused,
    lookUp,
  });
  const task = { status: "success", attachment_link: link };
  const kind = await download(task, () => {}, options).then(
    () => undefined,
    ({ kind, message, hint }: { kind?: string; message: string; hint?: string }) => {
      if (!/ cannot be known here: /.test(message)) return kind ?? message;
      expect(hint).toMatch(/allowPrivateAddresses/);
      return `${kind}: unknown`;
    },
  );
  expect(sent).toBe(kind === undefined ? 1 : 0);
  return kind;
}

const everyHost = { allowedHosts: ["*"] };

describe("addresses", () => {
  // As they may stand in a link, in all spellings that the URL parser takes.
  const privateHosts = [
    ...[
      "127.0.0.1",
      "127.1",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "0x7f.1",
      "127.0.0.1.",
      "１２７.0.0.1",
      "%31%32%37.0.0.1",
    ],
    ...["0.0.0.0", "0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.257"],
    ...["169.254.169.254", "0xA9FEA9FE", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1"],
    ...["198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    ...[
      "[::]",
      "[::1]",
      "[0:0:0:0:0:0:0:1]",
      "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]",
      "[::ffff:10.0.0.1]",
      "[::127.0.0.1]",
    ],
    ...["[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[ff02::1]", "[100::1]", "[2001:db8::1]"],
    ...["[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001::1]", "[3fff::1]"],
    ...["localhost", "LOCALHOST", "localhost.", "a.localhost"],
  ];
  test.each(privateHosts)("%s is private", async (host) => {
    expect(await follow(`https://${host}/`, everyHost)).toBe("link-refused");
    expect(await follow(`https://${host}/`, { ...everyHost, allowPrivateAddresses: true })).toBe(undefined);
  });

  const publicHosts = [
    ...["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"],
    ...["169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255"],
    ...[
      "32.1.0.1",
      "[2606:4700::1111]",
      "[::ffff:1.1.1.1]",
      "[64:ff9b::101:101]",
      "[2002:101:101::1]",
      "[2001:200::1]",
    ],
  ];
  test.each(publicHosts)("%s is public", async (host) => {
    expect(await follow(`https://${host}/`, everyHost)).toBe(undefined);
  });

  const names: [why: string, addresses: string[], kind: string | undefined][] = [
    ["public", ["93.184.215.14", "2606:4700::1111"], undefined],
    ["private", ["10.0.0.1"], "link-refused"],
    ["of both", ["93.184.215.14", "::ffff:10.0.0.1"], "link-refused"],
    ["link-local, with its zone", ["fe80::1%eth0"], "link-refused"],
    ["no address at all", ["nonsense"], "link-refused"],
    ["none", [], "link-refused: unknown"],
    ["a fake-ip proxy's", ["198.18.0.21"], undefined],
    ["the last that a fake-ip proxy may give, mapped", ["::ffff:198.19.255.255"], undefined],
    ["a fake-ip proxy's and public", ["198.18.0.21", "2606:4700::1111"], undefined],
    ["a fake-ip proxy's and private", ["198.18.0.21", "10.0.0.1"], "link-refused"],
    ["beside a fake-ip proxy's", ["198.51.100.1"], "link-refused"],
  ];
  test.each(names)("a name whose addresses are %s", async (_, addresses, kind) => {
    expect(await follow("https://files.example/", everyHost, async () => addresses)).toBe(kind);
    expect(
      await follow("https://files.example/", { ...everyHost, allowPrivateAddresses: true }, () =>
        expect.fail("nothing needs to be looked up"),
      ),
    ).toBe(undefined);
  });

  test.each([
    { unauthorized: "0", kind: "link-refused" },
    { unauthorized: "1", kind: undefined },
  ])("a name behind a fake-ip proxy, NODE_TLS_REJECT_UNAUTHORIZED=$unauthorized: $kind", async (row) => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", row.unauthorized);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await follow("https://files.example/", everyHost, async () => ["198.18.0.21"])).toBe(row.kind);
  });

  const hops: { to: string; kind: string | undefined }[] = [
    { to: "https://b.volces.com/", kind: undefined },
    { to: "https://198.18.0.21/", kind: "link-refused" },
    { to: "http://b.volces.com/", kind: "link-refused" },
    { to: "https://files.example/", kind: "link-refused" },
  ];
  test.each(hops)("a redirect behind a fake-ip proxy to $to: $kind", async ({ to, kind }) => {
    const asked: string[] = [];
    const download = createDownload({
      endpoint: "https://kb.example/",
      fetch: async (url) =>
        url === to ? new Response("zip") : new Response(null, { status: 302, headers: { location: to } }),
      now: () => new Date(),
      ...unused,
      lookUp: async (name) => {
        asked.push(name);
        return ["198.18.0.21"];
      },
    });
    const allowedHosts = ["*.volces.com", "198.18.0.21"];
    const task = { status: "success", attachment_link: "https://a.volces.com/" };
    const thrown = await download(task, () => {}, { allowedHosts }).catch((error: unknown) => error);
    if (kind === undefined) expect(asked).toEqual(["a.volces.com", "b.volces.com"]);
    else expect(thrown).toMatchObject({ kind, attempts: 1 });
    if (to.includes("198.18")) expect(thrown).toMatchObject({ hint: expect.stringContaining("fake-ip") });
  });

  test("a name without an address", async () => {
    const unknown = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    expect(await follow("https://files.example/", everyHost, () => Promise.reject(unknown))).toBe("connection");
  });
});

describe("a name, where the runtime", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const throws = (): never => {
    throw new Error("This is not supported in the Edge Runtime.");
  };
  const versions = { node: "20.0.0" };
  const rows: { title: string; globals: object; kind: string | undefined }[] = [
    {
      title: "gives its modules by name (Node from 20.16 on, Deno, Bun)",
      globals: { process: { versions, getBuiltinModule: () => resolver } },
      kind: "link-refused",
    },
    { title: "has them to import alone (Node below 20.16)", globals: { process: { versions } }, kind: "link-refused" },
    { title: "is a page", globals: { process: undefined, window: {}, document: {} }, kind: undefined },
    { title: "is a browser's worker", globals: { process: undefined, WorkerNavigator: class {} }, kind: undefined },
    { title: "is a server's worker", globals: { process: undefined }, kind: "link-refused: unknown" },
    {
      title: "throws when it is asked (Next.js's edge runtime)",
      globals: { process: { getBuiltinModule: throws } },
      kind: "link-refused: unknown",
    },
    {
      title: "has no resolver",
      globals: { process: { versions, getBuiltinModule: () => undefined } },
      kind: "link-refused: unknown",
    },
  ];
  test.each(rows)("$title, is refused where nobody guards: $kind", async ({ globals, kind }) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(await follow("https://files.example/", everyHost, lookUpAddresses)).toBe(kind);
    const allowed = { ...everyHost, allowPrivateAddresses: true };
    expect(await follow("https://files.example/", allowed, lookUpAddresses)).toBe(undefined);
    // An address is refused without a look-up.
    expect(await follow("https://10.0.0.1/", everyHost, lookUpAddresses)).toBe("link-refused");
  });
});

describe("hosts", () => {
  const rows: [link: string, allowedHosts: string[] | undefined, kind: string | undefined][] = [
    ["https://knowledgebase-video-boe.tos-cn-beijing.volces.com/a.zip", undefined, undefined],
    ["https://bucket.tos-ap-southeast-1.bytepluses.com/a.zip", undefined, undefined],
    ["https://BUCKET.tos-cn-beijing.volces.com./a.zip", undefined, undefined],
    ["https://volces.com/", undefined, "link-refused"],
    ["https://evilvolces.com/", undefined, "link-refused"],
    ["https://volces.com.evil.example/", undefined, "link-refused"],
    ["https://kb.example:8443/a.zip", undefined, undefined],
    ["https://kb.example:8443/a.zip", [], undefined],
    ["https://kb.example/a.zip", undefined, "link-refused"],
    ["http://kb.example:8443/a.zip", undefined, "link-refused"],
    ["https://files.example/", ["Files.Example"], undefined],
    ["https://files.example:444/", ["files.example."], undefined],
    ["https://a.files.example/", ["files.example"], "link-refused"],
    ["https://a.b.files.example/", ["*.files.example"], undefined],
    ["https://files.example/", ["*.files.example"], "link-refused"],
    ["https://bucket.volces.com/", ["files.example"], "link-refused"],
    ["https://文件.example/", ["文件.example"], undefined],
    ["https://[2606:4700::1111]/", ["2606:4700:0::1111"], undefined],
    ["https://[2606:4700::1111]/", ["[2606:4700::1111]"], undefined],
  ];
  test.each(rows)("%s, %j allowed: %s", async (link, allowedHosts, kind) => {
    expect(await follow(link, allowedHosts === undefined ? {} : { allowedHosts })).toBe(kind);
  });

  const endpoints: { endpoint: string; link: string; kind: string | undefined }[] = [
    ...["127.0.0.1:4020", "127.1:4020", "[::1]:4020", "localhost:4020", "a.localhost"].map((host) => ({
      endpoint: `http://${host}`,
      link: `http://${host}/a.zip`,
      kind: undefined,
    })),
    { endpoint: "http://127.0.0.1:4020", link: "http://2130706433:4020/a.zip", kind: undefined },
    { endpoint: "http://127.0.0.1:4020", link: "http://127.0.0.1:4021/a.zip", kind: "link-refused" },
    { endpoint: "http://127.0.0.1:4020", link: "http://127.0.0.2:4020/a.zip", kind: "link-refused" },
    { endpoint: "http://127.0.0.1:4020", link: "http://localhost:4020/a.zip", kind: "link-refused" },
    { endpoint: "https://localhost:4020", link: "http://localhost:4020/a.zip", kind: "link-refused" },
    { endpoint: "https://kb.example", link: "http://127.0.0.1/a.zip", kind: "link-refused" },
    { endpoint: "http://10.0.0.1", link: "http://10.0.0.1/a.zip", kind: "link-refused" },
    { endpoint: "http://0.0.0.0:1", link: "http://0.0.0.0:1/a.zip", kind: "link-refused" },
    { endpoint: "http://notlocalhost", link: "http://notlocalhost/a.zip", kind: "link-refused" },
  ];
  test.each(endpoints)("http, from $endpoint to $link: $kind", async ({ endpoint, link, kind }) => {
    const anything = { ...everyHost, allowPrivateAddresses: true };
    for (const options of [anything, {}]) expect(await follow(link, options, undefined, endpoint)).toBe(kind);
  });
});

test("what is used of Node's modules is what they have", () => {
  expectTypeOf<typeof import("node:fs/promises")>().toExtend<BuiltInModules["node:fs/promises"]>();
  expectTypeOf<typeof import("node:dns/promises")>().toExtend<BuiltInModules["node:dns/promises"]>();
  expectTypeOf<typeof import("node:url")>().toExtend<BuiltInModules["node:url"]>();
});
