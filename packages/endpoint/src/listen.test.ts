import dns from "node:dns";
import { expect, onTestFinished, test, vi } from "vitest";
import { createEndpoint } from "./index.js";

const reachable = (host: string) =>
  `Other machines can reach ${host}, over HTTP without encryption: for trusted networks alone.`;

test.each([
  { host: "127.0.0.1" },
  { host: "127.1.2.3" },
  { host: "localhost" },
  { host: "::1" },
  { host: "::ffff:127.0.0.1" },
  { host: "loopback.example", address: "127.0.0.1" },
  { host: "0.0.0.0", others: true },
  { host: "::", others: true },
  { host: "::ffff:0.0.0.0", others: true },
  // Names that only look like addresses of this machine: what they lead to counts.
  { host: "127.x.example", address: "0.0.0.0", others: true },
  { host: "127.0.0.1.example", address: "0.0.0.0", others: true },
  { host: "localhost.example", address: "0.0.0.0", others: true },
])("Over $host other machines can connect: $others", async ({ host, address, others = false }) => {
  if (address) {
    const lookup = vi.spyOn(dns, "lookup");
    onTestFinished(() => lookup.mockRestore());
    const found = [{ address, family: 4 }];
    lookup.mockImplementation(((_name: string, _options: object, done: (...found: unknown[]) => void) =>
      done(null, found)) as never);
  }
  const endpoint = createEndpoint();
  const { warning } = await endpoint.listen(0, host);
  await endpoint.close();
  expect(warning).toBe(others ? reachable(host) : undefined);
});
