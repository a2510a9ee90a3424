import {
  createModel,
  createRestrictedModel,
  type Model,
  type ModelServerOptions,
  owner,
  restricted,
  startModelServer,
} from "@viking-kb/model";
import { type JsonObject, member } from "../src/json.js";
import type { LayerName } from "../src/layer.js";
import type { LayerReport } from "../src/report/report.js";
import type { Target } from "../src/target/target.js";
import { type VerifyOptions, verifyContract } from "../src/verify-contract.js";

const models = [createModel(), createRestrictedModel()] as const;

/** A server that answers each key as something makes of its model. */
function planting(plant: (model: Model) => Model): ModelServerOptions {
  const [answer, answerRestricted] = models;
  return { answer: plant(answer), answerRestricted: plant(answerRestricted) };
}

/** What the model answers, as JSON that can be changed in place. */
interface PlantedAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Changes what the model answers, and knows what it was asked. */
export type Slip = (request: JsonObject, answer: PlantedAnswer, path: string) => PlantedAnswer | JsonObject | undefined;

const target: Target = { kind: "server", credentials: owner, restrictedCredentials: restricted };

/** A server that answers as a slip makes of it; what the slip leaves alone is as it should be. */
export function slipping(slip: Slip): ModelServerOptions {
  return planting((model) => (path, body, contentType) => {
    const answer = model(path, body, contentType);
    const changed = slip(parse(body), structuredClone(answer) as PlantedAnswer, path);
    if (changed === undefined) return answer;
    return "status" in changed && "body" in changed
      ? (changed as PlantedAnswer)
      : { ...answer, body: changed as JsonObject };
  });
}

/** A server that signs each link anew. */
export function signingAnew(): ModelServerOptions {
  let count = 0;
  return slipping((_request, { body }) =>
    JSON.parse(JSON.stringify(body), (_key, value: unknown) => {
      if (typeof value !== "string" || !/^https:\S*$/.test(value)) return value;
      count += 1;
      return value.replace(/\?.*|$/, `?X-Tos-Expires=900&X-Tos-Signature=${count}`);
    }),
  );
}

/** A server that reads a request otherwise than it was sent. */
export function misreading(change: (request: JsonObject) => JsonObject): ModelServerOptions {
  return planting((model) => (path, body, contentType) => {
    const read = parse(body);
    const text = Object.keys(read).length === 0 ? body : Buffer.from(JSON.stringify(change(read)));
    return model(path, text, contentType);
  });
}

/** What one layer says of a server with a fault planted in it. */
export async function runPlanted(
  layer: LayerName,
  planted: ModelServerOptions,
  options: Omit<VerifyOptions, "target" | "layers"> = {},
): Promise<LayerReport> {
  const server = await startModelServer(planted);
  const report = await verifyContract(server.url, { target, layers: [layer], ...options });
  await server.close();
  const [found] = report.layers;
  if (found === undefined) throw new Error("The layer was not run.");
  return found;
}

/** `data` of an answer, to be changed in place. */
export function dataOf(answer: PlantedAnswer): JsonObject {
  return member(answer.body, "data");
}

function parse(body: Uint8Array): JsonObject {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return {};
  }
}
