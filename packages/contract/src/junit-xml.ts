/** An element of JUnit XML on lines of its own; what is in it is XML already. */
export function element(name: string, attributes: Record<string, string | number>, content: readonly string[]): string {
  const opening = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join("")}`;
  if (content.length === 0) return `${opening}/>\n`;
  return `${opening}>\n${content.map((part) => (part.endsWith("\n") ? part : `${part}\n`)).join("")}</${name}>\n`;
}

/** A document of test suites, each as `element` writes it. */
export function testSuites(attributes: Record<string, string | number>, suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, suites)}`;
}

/** A test case that failed, the first reason being its message. */
export function failedCase(attributes: Record<string, string | number>, reasons: readonly string[]): string {
  return element("testcase", attributes, [failure(reasons[0] ?? "failed", reasons)]);
}

/** Why a test case failed: in short, and every line of it. */
export function failure(message: string, lines: readonly string[]): string {
  return element("failure", { message }, [escapeText(lines.join("\n"))]);
}

/** A test case that was not run, and why. */
export function skippedCase(attributes: Record<string, string | number>, why: string): string {
  return element("testcase", attributes, [element("skipped", { message: why }, [])]);
}

/** Answers may hold characters that XML 1.0 cannot (section 2.2): they are replaced. */
export function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** A duration as JUnit XML has it. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** A reader turns white space in attributes into spaces unless it is spelled out (XML 1.0, section 3.3.3). */
function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
