import { type Session, sessionPath, tokenHeader } from "../../session.js";

/** Why the page cannot be used at all. */
export type ShutReason = "no-token" | "refused-token" | "no-relay";

/** The page cannot be used until its user does something outside of it. */
export class Shut extends Error {
  readonly reason: ShutReason;

  constructor(reason: ShutReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Asks what this page looks at.
 *
 * @throws Shut when the token is not the one of this run, and when nobody answers.
 */
export async function openSession(token: string | undefined): Promise<Session> {
  if (token === undefined) throw new Shut("no-token");
  const response = await fetch(sessionPath, {
    headers: { [tokenHeader]: token },
    cache: "no-store",
  }).catch(() => {
    throw new Shut("no-relay");
  });
  if (response.status === 401) throw new Shut("refused-token");
  if (!response.ok) throw new Shut("no-relay");
  const session: Session = await response.json();
  return session;
}
