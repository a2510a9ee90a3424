import { type Finding, quote } from "../../finding.js";
import type { JsonObject } from "../../json.js";
import type { Asked } from "../../target/asker.js";
import { invalidRequest, success } from "../expectation.js";

/** Where a collection is, as requests but collection/info's say it. */
export interface Place {
  readonly collection_name?: string;
  readonly project?: string;
  readonly resource_id?: string;
}

/** A walk through one collection. */
export interface Walk {
  readonly place: Place;
  /**
   * Asks for something in this collection, holds the answer alone and then by `rules`, and tells what is amiss.
   * Resolves to the body, or to undefined where something is amiss, there is no such thing, or the walk is at its end.
   */
  step(
    operationId: string,
    what: string,
    request: JsonObject,
    rules?: (body: JsonObject) => Finding[],
  ): Promise<JsonObject | undefined>;
  /** Whether what this project decided is held. */
  readonly decisions: boolean;
}

/** With what walks are made. */
export interface WalkSettings {
  ask(operationId: string, request: JsonObject): Promise<Asked>;
  /** Takes what is amiss with a step; nothing, mostly. */
  tell(operationId: string, title: string, findings: readonly Finding[]): void;
  /** Whether to ask no further. */
  ended(): boolean;
  /** Whether what this project decided is held. */
  readonly decisions: boolean;
}

/** Begins a walk. */
export function startWalk(place: Place, { ask, tell, ended, decisions }: WalkSettings): Walk {
  const where = place.resource_id ?? [place.project, place.collection_name].filter(Boolean).join("/");
  return {
    place,
    async step(operationId, what, request, rules = () => []) {
      if (ended()) return undefined;
      const { body, findings: alone } = await ask(operationId, request);
      const answered = alone.length === 0 && body.code === success.code;
      const findings = answered ? rules(body) : [...alone, ...refused(body)];
      tell(operationId, `${where}: ${what}`, findings);
      return answered && findings.length === 0 ? body : undefined;
    },
    decisions,
  };
}

/** What a walk asks for may be missing, but its requests are valid. */
function refused({ code, message }: JsonObject): Finding[] {
  if (code !== invalidRequest.code) return [];
  return [{ at: "/code", message: `is ${code} (${quote(String(message))}) for a valid request` }];
}
