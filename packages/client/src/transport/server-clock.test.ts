import { describe, expect, test } from "vitest";
import { at, credentials, hour, minute, serverTime, success, unauthorized } from "../../testing/clock-server.js";
import { type Refusal, startVerifyingServer } from "../../testing/verifying-server.js";

describe("a clock that is wrong is corrected, and stays so", () => {
  const clocks = [
    { clock: "20 minutes behind", offset: -20 * minute },
    { clock: "20 minutes ahead", offset: 20 * minute },
    { clock: "a day behind", offset: -24 * hour },
    { clock: "at 1970, where its battery died", offset: -serverTime },
    { clock: "10 years ahead", offset: 10 * 365 * 24 * hour },
  ];
  const seenLive = { status: 403, body: JSON.stringify({ code: 1000001, message: "check sign error, x" }) };
  const refusals: { answer: string; refusal: Refusal }[] = [
    { answer: "401", refusal: {} },
    { answer: "403, as seen live", refusal: seenLive },
  ];
  const rows = clocks.flatMap((clock) => refusals.map((refusal) => ({ ...clock, ...refusal })));
  test.each(rows)("$clock ($offset ms), $answer", async ({ offset, refusal }) => {
    const { client, arrived, dates } = await startVerifyingServer(refusal);
    const kb = client({ now: at(serverTime + offset) });
    expect(await kb.tasks.info({ task_id: "一" })).toEqual(success.data);
    expect(arrived).toHaveLength(2);
    const [first, second] = arrived;
    expect(second).toMatchObject({ method: first?.method, target: first?.target, body: first?.body });
    expect(dates()[0]).not.toBe(dates()[1]);

    expect(await kb.tasks.info({ task_id: "x" })).toEqual(success.data);
    expect(arrived).toHaveLength(3);
    expect(dates().slice(1)).toEqual(["20260115T080000Z", "20260115T080000Z"]);
  });

  test("and is corrected anew when it is set right", async () => {
    const { client, dates } = await startVerifyingServer();
    let time = serverTime - hour;
    const kb = client({ now: () => new Date(time) });
    await kb.tasks.info({ task_id: "x" });
    time = serverTime;
    await kb.tasks.info({ task_id: "x" });
    await kb.tasks.info({ task_id: "x" });
    expect(dates()).toEqual(["07", "08", "09", "08", "08"].map((hours) => `20260115T${hours}0000Z`));
  });

  test("by each of several calls at once", async () => {
    const { client, arrived } = await startVerifyingServer();
    const kb = client({ now: at(serverTime - hour) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => kb.tasks.info({ task_id: "x" })));
    expect(answers).toEqual(Array.from({ length: 20 }, () => success.data));
    expect(arrived.length).toBeLessThanOrEqual(40);
    const before = arrived.length;
    await kb.tasks.info({ task_id: "x" });
    expect(arrived).toHaveLength(before + 1);
  });

  test("and refused answers give their connections back, long ones too", async () => {
    const { client, arrived, connections } = await startVerifyingServer({
      body: JSON.stringify({ ...unauthorized, padding: "x".repeat(500_000) }),
    });
    for (let call = 0; call < 10; call++) await client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    expect(arrived).toHaveLength(20);
    // fetch opens a second connection when the first is not free yet; unread answers would hold ten.
    expect(connections.size).toBeLessThan(5);
  });

  test("and a refused answer is not left half read", async () => {
    const { client } = await startVerifyingServer();
    const answers: Response[] = [];
    const recording: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      answers.push(answer);
      return answer;
    };
    await client({ now: at(serverTime - hour), fetch: recording }).tasks.info({ task_id: "x" });
    expect(answers.map(({ bodyUsed }) => bodyUsed)).toEqual([true, true]);
  });

  test("for one client, not for others", async () => {
    const { client, arrived } = await startVerifyingServer();
    await client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    await client({ now: at(serverTime - hour) }).tasks.info({ task_id: "x" });
    expect(arrived).toHaveLength(4);
  });

  test("and the key is asked for again, since it may have changed", async () => {
    const { client } = await startVerifyingServer();
    let asked = 0;
    const now = at(serverTime - hour);
    const kb = client({
      now,
      credentials: () => {
        asked++;
        return credentials;
      },
    });
    await kb.tasks.info({ task_id: "x" });
    expect(asked).toBe(2);
  });
});
