#!/usr/bin/env node
// Says that the port of dev's mock is taken before eight watchers start, of which the mock would end the others.
import { readPorts, requireFreePorts } from "../dist/ports.js";

try {
  await requireFreePorts({ mock: readPorts(process.env.PORT).mock }, "npx -y pnpm@10.34.9 --silent dev");
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
