/**
 * The client's texts name its options and methods; a user of the command line has others. Each row is tried by
 * failures.test.ts or a download in `screens`.
 */
const words: readonly (readonly [clients: RegExp, commands: string])[] = [
  [/raise `(?:attemptTimeoutMs|timeoutMs)` or ask for less/, "give it longer with `--timeout`, or ask for less"],
  [/, with a longer `timeoutMs`/, ", with a longer `--timeout`"],
  [/or set `timeoutMs` higher/, "or give it longer with `--timeout`"],
  [/Check the network, or set `stallTimeoutMs` higher/, "Check the network, and try again"],
  [/ \(`timeoutMs`\)/, " (`--timeout`)"],
  [/as with `limit`, or raise `maximumAnswerBytes`/, "as with `--limit`"],
  [/Await tasks\.wait first/, "Wait for it: `viking-kb task wait <task_id>`"],
  [
    /^Ask tasks\.info again: each answer has a fresh link\. .*/,
    "The link was fresh: the clock here, or the server's, is wrong.",
  ],
  [/^Ask tasks\.info again for a fresh link\./, "Try again: each download asks for a fresh link."],
  [/^Ask tasks\.info again;? ?/, "Try again; "],
  [/or set `overwrite`/, "or add `--overwrite`"],
  [
    /^(?:If you trust it, name it in `allowedHosts`|If that is meant, .*`allowPrivateAddresses`)\..*/,
    "If you trust it, fetch it with another program: `viking-kb task info <task_id> --links` shows the link.",
  ],
  [/the client's `endpoint`/, "the `--endpoint`"],
  [/(?<!--)`endpoint`/, "`--endpoint`"],
];

/** A text of the client in the words of the command line. */
export function inCommandWords(text: string): string {
  return words.reduce((said, [clients, commands]) => said.replace(clients, commands), text);
}
