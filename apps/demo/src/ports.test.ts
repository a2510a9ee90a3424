import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type Ports, readPorts, requireFreePorts } from "./ports.js";

const read: Record<string, [text: string | undefined, ports: Ports]> = {
  "by default": [undefined, { mock: 4010, server: 4020 }],
  "of an empty PORT": ["", { mock: 4010, server: 4020 }],
  "of a number": ["4011", { mock: 4011, server: 4021 }],
  "of the largest": ["65525", { mock: 65525, server: 65535 }],
  "of any that are free": ["0", { mock: 0, server: 0 }],
};
test.each(Object.entries(read))("The ports %s", (_which, [text, ports]) => {
  expect(readPorts(text)).toEqual(ports);
});

test.each(["abc", "-1", "70000", "65526", "1.5", " 1"])("PORT=%s is refused", (text) => {
  expect(() => readPorts(text)).toThrow(`PORT is ${text}: set it to a number from 0 to 65525.`);
});

async function takePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  ["mock", 0],
  ["server", 10],
])("That the %s's port is taken is told with what to do", async (_whose, distance) => {
  const taken = await takePort();
  const mock = taken - distance;
  const advice = `stop that one, or run PORT=${mock + 1} npm start`;
  await expect(requireFreePorts({ mock, server: mock + 10 })).rejects.toThrow(
    `Port ${taken} is taken, perhaps by another npm start: ${advice}.`,
  );
});

test("That dev's port is taken names dev", async () => {
  const mock = await takePort();
  await expect(requireFreePorts({ mock }, "pnpm dev")).rejects.toThrow(`or run PORT=${mock + 1} pnpm dev.`);
});

test("Ports that are free stay so", async () => {
  await requireFreePorts({ mock: 0, server: 0 });
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  for (let time = 0; time < 3; time++) await requireFreePorts({ mock: port, server: port });
});
