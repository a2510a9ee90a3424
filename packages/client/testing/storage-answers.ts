import type { RequestListener, ServerResponse } from "node:http";
import { canary } from "./storage-link.js";

/** 1 MB that is no repetition of a chunk, so that a piece that is lost or doubled is seen. */
export const zip = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => (index * index + (index >> 8)) & 255));

/** Sends the file, or what else it is given. */
export const sends =
  (
    headers: Record<string, string | number> = { "content-length": zip.length },
    status = 200,
    body: Buffer | string = zip,
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Sends half of the file, and then does this. */
export const half =
  (
    then: (response: ServerResponse) => void,
    headers: Record<string, number> = { "content-length": zip.length },
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(200, headers).write(zip.subarray(0, zip.length / 2), () => then(response));
  };

/** Redirects to there, or does not say where. */
export const redirects =
  (to: string | undefined, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, to === undefined ? {} : { location: to }).end(canary);
  };
