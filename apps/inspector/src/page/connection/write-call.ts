import { createKnowledgeBase } from "@viking-kb/client";
import type { Session } from "../../session.js";
import type { PanelCall } from "./panel-call.js";

/** A call in the forms in which a developer takes it along. None holds a secret: keys are named by their variables. */
export interface WrittenCall {
  readonly curl: string;
  readonly typescript: string;
  readonly command: string;
}

/** Writes a call down for the API that the relay reaches, not for the relay. */
export async function writeCall(call: PanelCall<unknown>, session: Session): Promise<WrittenCall> {
  const { endpoint, region, project } = session;
  const kb = createKnowledgeBase({ endpoint, region, project, signer: () => ({}) });
  return {
    curl: await kb.toCurl((calls) => call.ask(calls)),
    typescript: asTypescript(call, session),
    command: asCommand(call, session),
  };
}

function asTypescript({ method, input }: PanelCall<unknown>, { endpoint, region, project }: Session): string {
  const options = Object.entries({ endpoint, region, project }).filter(([, value]) => value !== undefined);
  return `import { createKnowledgeBase, optionsFromEnv } from "@viking-kb/client";

// The key: $VIKING_KB_ACCESS_KEY_ID, $VIKING_KB_SECRET_ACCESS_KEY and, for a temporary key, $VIKING_KB_SESSION_TOKEN.
const kb = createKnowledgeBase({
  ...optionsFromEnv(),
${options.map(([name, value]) => `  ${name}: ${literal(value)},\n`).join("")}});
const data = await kb.${method}(${literal(input)});
`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, member]) => `${name}: ${literal(member)}`)
      .join(", ")} }`;
  }
  // What an editor does not show is written as its number.
  return JSON.stringify(value).replace(/[\p{Control}\p{Format}\p{Surrogate}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replaceAll(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

function asCommand({ command }: PanelCall<unknown>, { profile, endpoint, region, project }: Session): string {
  const { name, places, options } = command;
  const key =
    profile === undefined
      ? "# The key: $VIKING_KB_ACCESS_KEY_ID, $VIKING_KB_SECRET_ACCESS_KEY and, for a temporary key, $VIKING_KB_SESSION_TOKEN.\n"
      : "";
  const connection = [
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...["--endpoint", endpoint, "--region", region],
    ...(project === undefined || options.some((option) => option.startsWith("--project="))
      ? []
      : [`--project=${project}`]),
  ];
  // What begins with a hyphen would be taken for an option.
  const isOption = places.some((place) => place.startsWith("-"));
  const words = isOption
    ? [...name, ...connection, ...options, "--", ...places]
    : [...name, ...places, ...connection, ...options];
  return `${key}viking-kb ${words.map(shellWord).join(" ")}\n`;
}

/** A text as one word of a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
