import type { Command } from "commander";
import { CannotRunError } from "../cannot-run-error.js";
import { chooseLayers } from "../layers/layers.js";
import { type OptionNeed, optionNeeds, type Way, ways } from "./option-needs.js";
import type { Options } from "./options.js";

/** What an option is held against. */
interface Run {
  readonly way: Way;
  readonly baseUrl: string | undefined;
  readonly options: Options;
}

/**
 * Refuses what would be dropped: left out in silence, it would be taken for done.
 *
 * @throws CannotRunError that names the option and what it belongs to, or says where the base URL belongs.
 */
export function refuseIdleOptions(command: Command): void {
  const options = command.opts<Options>();
  const given = command.options.flatMap((option) => {
    const name = option.attributeName() as keyof Options;
    return command.getOptionValueSource(name) === "cli" ? [{ name, flag: option.long ?? option.flags }] : [];
  });
  const way = ways.find((one) => given.some(({ name }) => name === one)) ?? "ordinary";
  const run: Run = { way, baseUrl: command.args[0], options };
  for (const { name, flag } of given) {
    const need = optionNeeds[name];
    const sentence = whyNotThisWay(flag, need, way) ?? whyNoServer(flag, need, run) ?? whyNoLayer(flag, need, run);
    if (sentence !== undefined) throw new CannotRunError(sentence);
  }
  if (way === "printNames" && run.baseUrl !== undefined) {
    throw new CannotRunError(
      `The base URL belongs to ${listWays(optionNeeds.mock)}, not to --print-names: leave it out.`,
    );
  }
}

const wayNames: Readonly<Record<Way, string>> = {
  printNames: "--print-names",
  differential: "--differential",
  ordinary: "an ordinary run",
};

function whyNotThisWay(flag: string, need: OptionNeed, way: Way): string | undefined {
  if (need.ways.includes(way)) return undefined;
  const belongs = listWays(need);
  if (belongs === flag) return `${flag} is a run of its own, as ${wayNames[way]} is: leave one of the two out.`;
  if (way === "ordinary") return `${flag} belongs to ${belongs}: add ${belongs}, or leave ${flag} out.`;
  return `${flag} belongs to ${belongs}, not to ${wayNames[way]}: leave one of the two out.`;
}

function whyNoServer(flag: string, { server }: OptionNeed, { way, baseUrl, options }: Run): string | undefined {
  const firstIsMock = options.mock === true || (baseUrl === undefined && !options.cloud);
  const secondIsMock = way !== "differential" || options.otherMock === true;
  if (server === "second" && secondIsMock) {
    return `${flag} belongs to a second target that is a server, not to --other-mock: leave one of the two out.`;
  }
  if ((server === "first" && firstIsMock) || (server === "either" && firstIsMock && secondIsMock)) {
    return `${flag} belongs to a server or the cloud, not to a mock: give a server's base URL without --mock, or leave ${flag} out.`;
  }
  return undefined;
}

function whyNoLayer(flag: string, { layers }: OptionNeed, { way, options }: Run): string | undefined {
  if (layers === undefined || way === "differential") return undefined;
  const run = chooseLayers(options.layers, options.without);
  if (layers.some((name) => run.includes(name))) return undefined;
  const belongs = `${layers.length === 1 ? "the layer" : "one of the layers"} ${listed(layers)}`;
  return `${flag} belongs to ${belongs}, which is left out: let it run, or leave ${flag} out.`;
}

function listWays({ ways: all }: OptionNeed): string {
  return listed(all.map((way) => wayNames[way]));
}

/** `a, b or c`. */
function listed(all: readonly string[]): string {
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
