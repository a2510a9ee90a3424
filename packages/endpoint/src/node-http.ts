/**
 * Node's HTTP. An import of an ES module would read everything that it exports, WebSocket too, and so load undici, which
 * took a third of the CPU time of the server's start.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule("node:http");
