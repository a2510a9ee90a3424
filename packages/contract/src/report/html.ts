import { createHash } from "node:crypto";
import { escapeUnprintable } from "@viking-kb/command-line";
import { coveredKinds, percentOf } from "../coverage/measure-coverage.js";
import { type Failed, type Fault, faultsOf, tellFinding } from "./faults.js";
import { style } from "./html-style.js";
import { type CaseReport, hookRemark, type LayerReport, type Report, summaryLine, tellLayer } from "./report.js";
import { howToSign, type ShownExchange, tellAnswer } from "./shown-exchange.js";

/** HTML that holds no more tags than were written here. */
interface Markup {
  readonly markup: string;
}
type Content = Markup | string | number | readonly Content[];

/** A template in which every text stands as text, whatever it holds. */
function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: parts.map((part, index) => part + write(contents[index] ?? "")).join("") };
}

function write(content: Content): string {
  if (Array.isArray(content)) return content.map(write).join("");
  if (typeof content === "object") return (content as Markup).markup;
  const text = String(content).split("\n").map(escapeUnprintable).join("\n");
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A report as one page that needs neither network nor script. */
export function formatHtml(report: Report): string {
  const { baseUrl, target, kept, cases, layers, coverage, seed, milliseconds } = report;
  const found = faultsOf(report);
  const { faults, failed } = found;
  const notTried = layers.flatMap(({ name, result }) => (result.notTried ?? []).map((what) => ({ name, what })));
  return page(
    `Contract ${kept ? "kept" : "broken"} at ${baseUrl}`,
    html`<header>
<p class="verdict ${kept ? "passed" : "failed"}">${kept ? "kept" : "broken"}</p>
<h1>Contract at ${baseUrl} <small>(${target})</small></h1>
<p>${[summaryLine(report), ...hookRemark(report)].join(". ")}; seed ${seed}, ${(milliseconds / 1000).toFixed(1)} s</p>
<nav>${link("faults", "Faults", faults.length)}${link("failed", "Requests and answers", failed.length)}${link("cases", "Cases", cases.length)}${link("layers", "Layers", layers.length)}${link("coverage", "Coverage")}${link("not-tried", "Not tried", notTried.length + cases.filter(({ outcome }) => outcome === "not tried").length)}</nav>
</header>
<main>
${section("faults", "Faults", faults.length === 0 ? html`<p>None.</p>` : html`<ol>${faults.map(faultItem)}</ol>`)}
${section("failed", "Requests and answers", failed.length === 0 ? html`<p>Nothing failed.</p>` : [howToSign(failed.flatMap(({ asked }) => asked)).map((line) => html`<p>${line}</p>`), failed.map(failedItem)])}
${section("cases", "Cases", casesTable(cases, failed))}
${section("layers", "Layers", layers.map(layerItem))}
${section("coverage", "Coverage", coverageTable(coverage))}
${section("not-tried", "Not tried", notTriedList(cases, notTried))}
</main>`,
  );
}

/** What is written where nothing was run. */
export function formatHtmlNotRun(reason: string): string {
  return page(
    "Contract not run",
    html`<header><p class="verdict">not run</p><h1>Contract</h1></header><main><p>${reason}</p></main>`,
  );
}

/** The policy lets nothing but this style take effect: should a text ever get out of its place, it does nothing. */
function page(title: string, body: Markup): string {
  const hash = createHash("sha256").update(style).digest("base64");
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return markup;
}

function section(id: string, title: string, content: Content): Markup {
  return html`<section id="${id}"><h2>${title}</h2>${content}</section>`;
}

function link(id: string, title: string, count?: number): Markup {
  return html`<a href="#${id}">${title}${count === undefined ? "" : html` <b>${count}</b>`}</a>`;
}

/** More are folded away. */
const fewPlaces = 5;

function faultItem({ number, operationId, at, message, places }: Fault): Markup {
  const list = html`<ul>${places.map(({ title, layers }) => html`<li>${title} <small>${layers.join(", ")}</small></li>`)}</ul>`;
  const shown =
    places.length > fewPlaces ? html`<details><summary>${places.length} places</summary>${list}</details>` : list;
  return html`<li id="fault-${number}"><b>${operationId}</b> <code>${tellFinding({ at, message })}</code>${shown}</li>`;
}

function faultLinks({ findings }: Failed): Markup[] {
  const numbers = [...new Set(findings.map(({ fault }) => fault))];
  return numbers.map((number) => html` <a href="#fault-${number}">${number}</a>`);
}

/** A list of all that was asked is long: the first of each operation is open. */
function failedItem(one: Failed, index: number, all: readonly Failed[]): Markup {
  const { operationId, title, layers, findings, asked } = one;
  const first = all.findIndex((other) => other.operationId === operationId) === index;
  return html`<details id="failed-${index}"${first ? html` open` : ""}><summary><b>${operationId}</b> ${title} <small>${layers.join(", ")}</small></summary>
<ul>${findings.map(({ at, message, fault }) => html`<li><a href="#fault-${fault}">${fault}</a> <code>${tellFinding({ at, message })}</code></li>`)}</ul>
${asked.map(exchangeItem)}</details>`;
}

function exchangeItem(exchange: ShownExchange): Markup {
  const { curl, answer } = exchange;
  const body = answer && answer.body !== "" ? html`<pre>${answer.body}${answer.cut ? "…" : ""}</pre>` : "";
  return html`<pre class="asked">${curl}</pre><p>${tellAnswer(exchange)}</p>${body}`;
}

/** The box hides by style alone what passed. */
function casesTable(cases: readonly CaseReport[], failed: readonly Failed[]): Markup {
  const rows = cases.map((one) => {
    const { operationId, status, code, name, outcome, milliseconds } = one;
    const index = failed.findIndex(
      (other) => other.isCase && other.operationId === operationId && other.title === `${status} ${name}`,
    );
    const own = failed[index];
    const title = own ? html`<a href="#failed-${index}">${name}</a>` : name;
    return html`<tr class="${outcome.replace(" ", "-")}"><td>${operationId}</td><td>${status}</td><td class="spare">${code}</td><td>${title}</td><td>${outcome}${own ? faultLinks(own) : ""}</td><td class="number spare">${outcome === "not tried" ? "" : Math.round(milliseconds)}</td></tr>
`;
  });
  return html`<p><label><input type="checkbox" id="only"> only what did not pass</label></p>
<div class="wide"><table><thead><tr><th>operation</th><th>status</th><th class="spare">code</th><th>case</th><th>result</th><th class="number spare">ms</th></tr></thead><tbody>
${rows}</tbody></table></div>`;
}

function layerItem(layer: LayerReport): Markup {
  const { name, proves, cannot, result } = layer;
  const { outcome } = result;
  return html`<article><h3>${name} <span class="${outcome.replace(" ", "-")}">${outcome}</span></h3><p>${tellLayer(layer)}</p><p>${proves} ${cannot}</p></article>`;
}

function coverageTable(coverage: Report["coverage"]): Markup {
  const rows = coveredKinds.map(([kind, title]) => {
    const { seen, total, missing, explained } = coverage[kind];
    const names = [
      ...missing.map((name) => html`<li>${name}</li>`),
      ...explained.map(({ about, why }) => html`<li>${about}: ${why}</li>`),
    ];
    const list =
      names.length === 0 ? "" : html`<details><summary>${names.length} not seen</summary><ul>${names}</ul></details>`;
    return html`<tr><td>${title}</td><td class="number">${seen} of ${total}</td><td class="number">${percentOf(coverage[kind]).toFixed(1)} %</td><td><meter min="0" max="${Math.max(1, total)}" value="${total === 0 ? 1 : seen}">${seen}</meter>${list}</td></tr>
`;
  });
  return html`<div class="wide"><table><tbody>
${rows}</tbody></table></div>`;
}

function notTriedList(cases: readonly CaseReport[], parts: readonly { name: string; what: string }[]): Markup {
  const left = cases.filter(({ outcome }) => outcome === "not tried");
  if (left.length + parts.length === 0) return html`<p>Everything was tried.</p>`;
  return html`<ul>${parts.map(({ name, what }) => html`<li><b>${name}</b>: ${what}</li>`)}${left.map((one) => html`<li>${one.operationId} ${one.status} ${one.name}: ${one.notTried}</li>`)}</ul>`;
}
