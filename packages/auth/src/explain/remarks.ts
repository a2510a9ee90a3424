import { headerNames, maximumClockSkewSeconds as schemeClockSkewSeconds, signedHeaders } from "../generated/scheme.js";
import type { Evidence } from "./evidence.js";
import { driftText, secondsBehind, type VerifierSettings } from "./fault-text.js";
import { remark, type SignatureFinding } from "./finding.js";

/** A larger clock difference is remarked on. It is a third of what a verifier allows. */
const noticedDriftSeconds = 300;

/** What no verifier refuses, but may explain why a request was refused elsewhere. */
export function remarks(evidence: Evidence, settings: VerifierSettings, region: string): SignatureFinding[] {
  return [
    ...keyRemarks(evidence),
    ...clockRemarks(evidence, settings),
    ...scopeRemarks(evidence, region),
    ...headerRemarks(evidence),
    ...targetRemarks(evidence),
  ];
}

function* keyRemarks({ authorization, credentials, lines }: Evidence): Generator<SignatureFinding> {
  if (authorization === undefined) return;
  if (credentials === undefined) {
    yield remark("signature-not-checked", {
      what: "no credentials were given, so the signature itself was not checked",
      advice: "Give the credentials that signed the request.",
    });
  }
  const tokenKnown = Boolean(credentials?.sessionToken);
  if (!tokenKnown && authorization.accessKeyId.startsWith("AKTP") && !lines.has(headerNames.securityToken)) {
    yield remark("temporary-key-without-token", {
      what: "the access key id begins like a temporary key's, and no X-Security-Token was sent",
      advice: "Sign with the session token that came with the temporary key.",
    });
  }
}

function* clockRemarks(evidence: Evidence, settings: VerifierSettings): Generator<SignatureFinding> {
  const { maximumClockSkewSeconds: limit = schemeClockSkewSeconds } = settings;
  const drift = Math.abs(secondsBehind(evidence));
  // Beyond the limit it is a fault, not a remark.
  if (drift <= noticedDriftSeconds || drift > limit) return;
  yield remark("clock-drift", {
    what: driftText(evidence),
    advice: "Set the clock by NTP: another verifier's clock may be off the other way.",
  });
}

function* scopeRemarks({ authorization }: Evidence, expected: string): Generator<SignatureFinding> {
  if (authorization === undefined || authorization.scope.region === expected) return;
  yield remark("other-region", {
    what: "the credential scope names another region than expected",
    expected,
    actual: authorization.scope.region,
    advice: "Name the region of the endpoint; both cn-beijing and cn-north-1 are in use for Beijing.",
  });
}

function* headerRemarks({ authorization, lines }: Evidence): Generator<SignatureFinding> {
  if (authorization === undefined) return;
  for (const name of signedHeaders) {
    // It is a fault when one of these is unsigned.
    if (name === headerNames.date || name === headerNames.securityToken) continue;
    if (!lines.has(name) || authorization.signedHeaders.includes(name)) continue;
    yield remark("unsigned-header", {
      what: `the header ${name} was sent and is not signed, so anyone on the way may have changed it`,
      advice: `Sign it too: name ${name} in SignedHeaders.`,
    });
  }
  const names = authorization.signedHeaders.join(";");
  const sorted = authorization.signedHeaders.toSorted().join(";");
  if (names !== sorted) {
    yield remark("header-order", {
      what: "SignedHeaders is not sorted; accepted, since the order is signed itself",
      expected: sorted,
      actual: names,
      advice: "Sort the names by their bytes, as the scheme describes it: other verifiers may insist.",
    });
  }
  const host = lines.get("host")?.[0] ?? "";
  if (!/:(?:80|443)$/.test(host)) return;
  yield remark("default-port-in-host", {
    what: "Host was sent with a default port, with and without which signers sign it",
    actual: host,
    advice: "Send and sign Host without the default port.",
  });
}

function* targetRemarks({ request, target }: Evidence): Generator<SignatureFinding> {
  if (target === undefined) return;
  const [path = "", ...query] = request.target.split("?");
  if (/%25[0-9a-f]{2}/i.test(path)) {
    yield remark("path-encoded-twice", {
      what: "the path holds an escape of an escape, as one that is encoded twice does",
      actual: path,
      advice: "Encode the path once.",
    });
  }
  if (/\/(?:\/|\.{1,2}(?:\/|$))/.test(target.uri)) {
    yield remark("path-normalised", {
      what: "the path holds an empty or a dot segment, which servers and proxies may resolve after it was signed",
      actual: path,
      advice: "Resolve the path before it is signed.",
    });
  }
  if (query.join("?").includes("+")) {
    yield remark("plus-in-query", {
      what: "the query holds a +, which is received as a space",
      advice: "Send a space as %20 and a plus as %2B.",
    });
  }
}
