import { describe, expect, test } from "vitest";
import { headerOf } from "../../testing/arrived-request.js";
import { data } from "../../testing/fault-answers.js";
import type { Outcome } from "../../testing/fault-row.js";
import { faultRows } from "../../testing/fault-rows.js";
import { runFault } from "../../testing/run-fault.js";
import { isKnowledgeBaseError } from "../index.js";

const runs = [
  { by: "a fetch of the caller's", byOwnFetch: false },
  { by: "Node's own fetch", byOwnFetch: true },
];

describe.each(runs)("what a server does to a call, and what comes of it by $by:", ({ byOwnFetch }) => {
  test.each(faultRows)("$title", async (row) => {
    const { outcome = "success", delays = [] } = row;
    const { settled, server, ...result } = await runFault(row, { byOwnFetch });

    expect(outcomeOf(settled)).toBe((byOwnFetch && row.byOwnFetch) || outcome);
    expect({ delays: result.delays, sent: server.attempts.length }).toEqual({
      delays,
      sent: row.sent ?? delays.length + 1,
    });
    expect(result.elsewhere, "connections to the host of a redirect").toBe(0);
    if (settled.status === "fulfilled") expect(settled.value).toEqual(data);
    else {
      expect(settled.reason).toMatchObject({
        message: expect.stringMatching(row.says ?? /./),
        hint: expect.stringMatching(row.hint ?? /.{20,}/),
        // Where nobody listens no request arrives, but attempts are counted.
        attempts: row.sent || delays.length + 1,
        requestId: row.requestId ?? settled.reason.requestId,
      });
    }

    const dates = server.attempts.map(({ request }) => headerOf(request, "x-date"));
    expect(new Set(dates).size, "each attempt is dated anew").toBe(dates.length);
    // In a row about a wrong clock, the first request is refused.
    const trusted = Math.abs(row.clockAhead ?? 0) > 15 ? server.attempts.slice(-1) : server.attempts;
    for (const { verification } of trusted) expect(verification).toMatchObject({ ok: true });
  });
});

function outcomeOf(settled: PromiseSettledResult<unknown>): Outcome | string {
  if (settled.status === "fulfilled") return "success";
  if (!isKnowledgeBaseError(settled.reason)) return String(settled.reason);
  const { kind, status, code } = settled.reason;
  return [kind, status, code].filter((part) => part !== undefined).join(" ");
}
