/** The time of the client's clock, 5 minutes after a link was made. */
export const now = new Date("2026-01-15T08:30:00Z");
/** Stands in the query of every link and in every storage's answer, and must stand in no error. */
export const canary = "canary5f1e";
/** The query of a link that is good for another 10 minutes. */
export const query = `X-Tos-Date=20260115T082500Z&X-Tos-Expires=900&X-Tos-Signature=${canary}`;

/** A link to the file of a storage. */
export const linkTo = ({ origin }: { readonly origin: string }): string => `${origin}/files/result.zip?${query}`;

/** A task whose result is at this link. */
export const finished = (link: string) => ({ status: "success", percentage: 100, attachment_link: link });
