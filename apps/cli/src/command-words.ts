const withAnotherProgram =
  "fetch the file with another program: `viking-kb task info <task_id> --links` shows the link.";

/**
 * The client's texts name its options and methods; a user of the command line has others. command-words.test.ts finds
 * every text of the client that needs a row here.
 */
const words: readonly (readonly [clients: RegExp, commands: string])[] = [
  [/raise `\w*[tT]imeoutMs` or ask for less/, "give it longer with `--timeout`, or ask for less"],
  [/, with a longer `timeoutMs`/, ", with a longer `--timeout`"],
  [/or set `(?:attemptT|t)imeoutMs` higher/, "or give it longer with `--timeout`"],
  [/Check the network, or set `stallTimeoutMs` higher/, "Check the network, and try again"],
  [/ \(`timeoutMs`\)/, " (`--timeout`)"],
  [/ ms \(\w*[tT]imeoutMs\);/, " ms;"],
  [/as with `limit`, or raise `maximumAnswerBytes`/, "as with `--limit`"],
  [/or ignores `offset`: iterate again/, "or ignores the offset: run the command again"],
  [
    /More would be told by code that could not be loaded: .*|Load the page anew, or .*/,
    "A part of viking-kb could not be loaded: install it again.",
  ],
  [/Await tasks\.wait first/, "Wait for it: `viking-kb task wait <task_id>`"],
  [
    /^Ask tasks\.info again: each answer has a fresh link\. .*/,
    "The link was fresh: the clock here, or the server's, is wrong.",
  ],
  [/^Ask tasks\.info again for a fresh link\./, "Try again: each download asks for a fresh link."],
  [/^Ask tasks\.info again\b/, "Try again"],
  [/^Browsers never tell; elsewhere, try again\./, "Try again."],
  [/use points\.iterate\./, "use `points list --all`."],
  [/or set `overwrite`/, "or add `--overwrite`"],
  [/: give a WritableStream or a function instead\./, ": name another path."],
  [/^Set `maximumBytes` higher if you expect such a file\./, `If you expect it, ${withAnotherProgram}`],
  [/(Where only a proxy knows the name), set `allowPrivateAddresses`: .*/, `$1, ${withAnotherProgram}`],
  [
    /^(?:If you trust .*, name it in `allowedHosts`|If .*, set `allowPrivateAddresses`)\..*/,
    `If you trust it, ${withAnotherProgram}`,
  ],
  [/the client's `endpoint`/, "the `--endpoint`"],
  [/(?<!--)`endpoint`/, "`--endpoint`"],
];

/** A text of the client in the words of the command line. */
export function inCommandWords(text: string): string {
  return words.reduce((said, [clients, commands]) => said.replace(clients, commands), text);
}
