import type { RequestListener, ServerResponse } from "node:http";

/** The time of the client's clock, 5 minutes after a link was made. */
export const now = new Date("2026-01-15T08:30:00Z");
/** A secret that is in every link's query and every storage's answer. No error may show it. */
export const canary = "canary5f1e";
/** The query of a link that is good for another 10 minutes. */
export const query = `X-Tos-Date=20260115T082500Z&X-Tos-Expires=900&X-Tos-Signature=${canary}`;

/** A link to the file of a storage. */
export const linkTo = ({ origin }: { readonly origin: string }): string => `${origin}/files/result.zip?${query}`;

/** A task whose result is at this link. */
export const finished = (link: string) => ({ status: "success", percentage: 100, attachment_link: link });

/** 1 MB without repetition, so that a lost or doubled piece is noticed. */
export const zip = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => (index * index + (index >> 8)) & 255));

/** Sends the file, or the given body. */
export const sends =
  (
    headers: Record<string, string | number> = { "content-length": zip.length },
    status = 200,
    body: Buffer | string = zip,
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Sends half of the file, and then runs this. */
export const half =
  (
    then: (response: ServerResponse) => void,
    headers: Record<string, number> = { "content-length": zip.length },
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(200, headers).write(zip.subarray(0, zip.length / 2), () => then(response));
  };

/** Redirects to this address, or names none. */
export const redirects =
  (to: string | undefined, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, to === undefined ? {} : { location: to }).end(canary);
  };
