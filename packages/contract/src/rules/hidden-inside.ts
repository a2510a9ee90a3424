import type { Rule } from "./rule.js";

/** Stack traces, and errors of databases, as several languages write them. */
const inside = /[\r\n]|\bat \S+ \(\S+:\d+|\.\w+:\d+(?::\d+)?\)|Traceback|Exception\b|\bpanic:|\bSQLITE_/;

/** The message of an error says what to mend, and nothing of what goes on inside the server. */
export const hiddenInsideRule: Rule = {
  name: "hidden-inside",
  source: "decided by this project: nothing of the inside is shown",
  decision: true,
  check({ body: { message } }) {
    if (typeof message !== "string" || !showsInside(message)) return [];
    return [{ at: "/message", message: "shows the inside of the server; expected one line on what to mend" }];
  },
};

function showsInside(message: string): boolean {
  // One after the other: a pattern of both would go to the end of the message from each SELECT.
  const statement = message.search(/\bSELECT\b/);
  return inside.test(message) || (statement >= 0 && /\bFROM\b/.test(message.slice(statement)));
}
