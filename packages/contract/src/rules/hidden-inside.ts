import type { Rule } from "./rule.js";

/** Stack traces, and statements and errors of databases, as several languages write them. */
const inside =
  /[\r\n]|\bat \S+ \(\S+:\d+|\.\w+:\d+(?::\d+)?\)|Traceback|Exception\b|\bpanic:|\bSQLITE_|\bSELECT\b.+\bFROM\b/;

/** The message of an error says what to mend, and nothing of what goes on inside the server. */
export const hiddenInsideRule: Rule = {
  name: "hidden-inside",
  source: "decided by this project: nothing of the inside is shown",
  decision: true,
  check({ body: { message } }) {
    if (typeof message !== "string" || !inside.test(message)) return [];
    return [{ at: "/message", message: "shows the inside of the server; expected one line on what to mend" }];
  },
};
