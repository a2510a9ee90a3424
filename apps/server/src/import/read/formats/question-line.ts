/** Longest text that is shown, in Unicode code points: the line is an example, and stands in an error. */
const shownLength = 60;

const questionNames = ["question", "query", "prompt", "instruction", "q", "问题"];
const answerNames = ["answer", "response", "completion", "output", "a", "答案"];
const chatNames = ["messages", "conversations", "conversation"];

/**
 * The line that a line of another kind would be as a point, with its texts shortened: a question with its answer, a
 * chat of which the first question and answer are taken, or a text. Undefined where it is neither.
 */
export function asPointLine(value: unknown): string | undefined {
  const question = textOf(value, questionNames) ?? textOfChat(value, ["user", "human"]);
  const answer = textOf(value, answerNames) ?? textOfChat(value, ["assistant", "gpt"]);
  if (question !== undefined && answer !== undefined) {
    const input = textOf(value, ["input"]);
    const asked = input ? `${question}\n${input}` : question;
    return line({ content: answer, original_question: asked, chunk_type: "faq" });
  }
  const text = textOf(value, ["text", "body", "page_content"]);
  return text === undefined ? undefined : line({ content: text });
}

function textOf(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = names.map((name) => Object.getOwnPropertyDescriptor(value, name)?.value);
  return found.find((text) => typeof text === "string");
}

/** What one side says first in a chat of `{role, content}` (OpenAI) or `{from, value}` (ShareGPT). */
function textOfChat(value: unknown, roles: readonly string[]): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const turns = chatNames.map((name) => (value as Record<string, unknown>)[name]).find(Array.isArray);
  const turn = turns?.find((candidate) => roles.includes(textOf(candidate, ["role", "from"]) ?? ""));
  return textOf(turn, ["content", "value"]);
}

function line(members: Readonly<Record<string, string>>): string {
  return JSON.stringify(members, (_name, text) => (typeof text === "string" ? shortened(text) : text));
}

function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 3 * shownLength));
  return characters.length > shownLength ? `${characters.slice(0, shownLength).join("")}…` : text;
}
