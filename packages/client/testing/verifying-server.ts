import { verifyRequest } from "@viking-kb/auth";
import { at, credentials, httpDate, serverTime, startClockServer, success, unauthorized } from "./clock-server.js";

/** How a server refuses. */
export interface Refusal {
  /** The answer's `Date`: the server's time by default, none when null. */
  readonly date?: string | readonly string[] | null;
  readonly status?: number;
  readonly body?: string;
}

/** Starts a server that verifies by its own clock, and answers a refused request as told. */
export async function startVerifyingServer(refusal: Refusal = {}, secretAccessKey = credentials.secretAccessKey) {
  /** Client ports of the connections that requests came over. */
  const connections = new Set<number | undefined>();
  const server = await startClockServer(async (request, response) => {
    connections.add(request.socket.remotePort);
    const arrived = server.arrived[server.arrived.length - 1];
    const received = {
      method: "POST",
      target: arrived?.target ?? "",
      headers: arrived?.headers ?? [],
      body: Buffer.from(arrived?.body ?? ""),
    };
    const verification = await verifyRequest(received, {
      lookUpKey: () => ({ ...credentials, secretAccessKey }),
      now: at(serverTime),
    });
    const { date = httpDate(serverTime), status = 401, body } = refusal;
    if (date === null) response.sendDate = false;
    else response.setHeader("date", date);
    response.setHeader("content-type", "application/json");
    if (verification.ok) response.end(JSON.stringify(success));
    else {
      response.statusCode = status;
      response.end(body ?? JSON.stringify({ ...unauthorized, request_id: `request ${server.arrived.length}` }));
    }
  });
  return { ...server, connections };
}
