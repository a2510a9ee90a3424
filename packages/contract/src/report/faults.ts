import type { Finding } from "../finding.js";
import type { LayerName } from "../layer.js";
import type { CaseReport, Report } from "./report.js";
import type { ShownExchange } from "./shown-exchange.js";

/** A documented case, or something else that a layer tried, that did not pass. */
export interface Failed {
  readonly operationId: string;
  /** Of a case `200 documented`, else what must hold, in a few words. */
  readonly title: string;
  /** Whether it is a documented case. */
  readonly isCase: boolean;
  /** The layers that failed it. */
  readonly layers: readonly LayerName[];
  readonly findings: readonly NumberedFinding[];
  /** What was asked, and answered; empty where nothing was sent. */
  readonly asked: readonly ShownExchange[];
}

/** A finding with the number of the fault that it shows. */
interface NumberedFinding extends Finding {
  readonly fault: number;
}

/** Where a fault shows. */
type Place = Pick<Failed, "title" | "isCase" | "layers">;

/** One fault of an operation, and all places where it shows. */
export interface Fault extends Finding {
  /** From 1. */
  readonly number: number;
  readonly operationId: string;
  readonly places: readonly Place[];
}

/** What is wrong with a target. */
export interface Faults {
  /** Each fault once, in the order in which they are met. */
  readonly faults: readonly Fault[];
  readonly failed: readonly Failed[];
}

/** Puts together what a report says is wrong: what is found at many places, with other values, is one fault. */
export function faultsOf({ cases, layers }: Pick<Report, "cases" | "layers">): Faults {
  const known = new Map<string, Fault & { readonly places: Place[] }>();
  const failed = [...failedCases({ cases, layers }), ...failedBeyond({ layers })].map((one): Failed => {
    const { title, isCase, layers: by } = one;
    const place: Place = { title, isCase, layers: by };
    const findings = one.findings.map((finding) => {
      const key = keyOf(one, finding);
      const fault = known.get(key) ?? {
        ...{ at: finding.at, message: finding.message },
        ...{ number: known.size + 1, operationId: one.operationId, places: [] },
      };
      known.set(key, fault);
      if (!fault.places.includes(place)) fault.places.push(place);
      return { ...finding, fault: fault.number };
    });
    return { ...one, findings };
  });
  return { faults: [...known.values()], failed };
}

/** A failure before its findings are numbered. */
type Unnumbered = Omit<Failed, "findings"> & { readonly findings: readonly Finding[] };

function failedCases({ cases, layers }: Pick<Report, "cases" | "layers">): Unnumbered[] {
  return cases
    .filter(({ outcome }) => outcome === "failed" || outcome === "skipped")
    .map((one) => {
      const { operationId, status, name, asked } = one;
      const key = `${operationId} ${status} ${name}`;
      return {
        ...{ operationId, title: `${status} ${name}`, isCase: true, asked: asked ? [asked] : [] },
        layers: layers
          .filter(({ result }) => result.cases && result.cases.get(key)?.outcome !== "passed")
          .map(({ name: layer }) => layer),
        findings: whatFailed(one).length > 0 ? reasonsOf(one) : [{ at: "", message: "no layer got to it" }],
      };
    });
}

/** What is wrong with a case; Dredd's words only where the strict checker has none. */
function reasonsOf({ outcome, findings, dredd }: CaseReport): readonly Finding[] {
  if (findings.length > 0) return findings;
  const lines = outcome === "passed" || dredd === "" ? [] : dredd.split("\n");
  return lines.map((line) => ({ at: "", message: line.trim() }));
}

/** The same in words, one text for each place. */
export function whatFailed(one: CaseReport): string[] {
  return reasonsOf(one).map(tellFinding);
}

/** What layers found beyond the documented cases. */
function failedBeyond({ layers }: Pick<Report, "layers">): Unnumbered[] {
  return layers.flatMap(({ name, result }) =>
    result.failures
      .filter(({ title }) => !result.cases?.has(title))
      .map(({ operationId, title, findings, asked = [] }) => ({
        ...{ operationId, title, isCase: false, layers: [name], asked },
        // The request is shown as it was sent.
        findings: asked.length > 0 ? findings.filter(({ at }) => at !== "request") : findings,
      })),
  );
}

/** What makes two findings one fault: the values in them may differ. */
function keyOf({ operationId }: Unnumbered, { at, message }: Finding): string {
  const place = at.replaceAll(/\/\d+(?=\/|$)/g, "/*");
  return JSON.stringify([operationId, place, alike(at, message)]);
}

function alike(at: string, message: string): string {
  const isCode = at === "status" || at === "/code" || at === "content-type";
  const [found = "", expected] = isCode ? [message] : splitAtExpected(message);
  if (isCode) return found;
  // What a message must be tells one fault from another; of other values both sides vary.
  return [withoutValues(found), at === "/message" ? expected : expected && withoutValues(expected)].join(";");
}

function splitAtExpected(message: string): [string, string?] {
  const index = message.lastIndexOf("; ");
  return index < 0 ? [message] : [message.slice(0, index), message.slice(index)];
}

function withoutValues(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"?/g, "…").replaceAll(/-?\d+(?:\.\d+)?/g, "0");
}

/** Whether something was answered that must be refused: which one it is, says its title alone. */
export function isTaken({ findings }: Failed): boolean {
  return findings.some(
    ({ at, message }) =>
      (at === "status" && /^is 2\d\d\b/.test(message)) || (at === "/code" && /^is 0\b/.test(message)),
  );
}

/** A finding in one line. */
export function tellFinding({ at, message }: Finding): string {
  return at === "" ? message : `${at} ${message}`;
}

/** Where a fault shows, in words: `200 documented; properties: valid requests get a documented answer`. */
export function tellPlaces(places: readonly Place[], most = Number.POSITIVE_INFINITY): string {
  const told = places.map(({ title, isCase, layers }) => (isCase ? title : `${layers.join(", ")}: ${title}`));
  const left = places.length - most;
  return [...told.slice(0, most), ...(left > 0 ? [`${left} more`] : [])].join("; ");
}
