import { type ExplainedClient, explainCall } from "./explain-call.js";

/** The client without its key, since the command signs when it is run. */
type CurlClient<Calls> = Omit<ExplainedClient<Calls>, "credentials">;

/** Writes a call as a command for a shell. */
export async function callToCurl<Calls>(
  client: CurlClient<Calls>,
  call: (calls: Calls) => Promise<unknown>,
): Promise<string> {
  // A made-up key, since this signature is not used.
  const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
  const { method, url, body, canonicalRequest, stringToSign } = await explainCall({ ...client, credentials }, call);
  const [, path, query] = canonicalRequest?.split("\n") ?? [];
  const scopeEnd = stringToSign?.split("\n")[2]?.replace(/^\d+\//, "");
  const { host } = new URL(url);
  return `# Set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, and VIKING_KB_SESSION_TOKEN for a temporary key.
# node signs, anew each time this is run; curl sends.
body=${quoted(body)}
headers=$(ID="\${VIKING_KB_ACCESS_KEY_ID:?}" SECRET="\${VIKING_KB_SECRET_ACCESS_KEY:?}" \\
TOKEN="\${VIKING_KB_SESSION_TOKEN-}" BODY="$body" node -e ${quoted(signingScript)} \\
${[method, host, path, query, scopeEnd].map(quoted).join(" ")}) &&
printf '%s' "$headers" | curl --config - --globoff --silent --show-error --request ${method} --data-raw "$body" ${quoted(url)}
`;
}

/**
 * A program that writes the headers as configuration of curl, so that no list of processes shows the key or the
 * signature.
 */
const signingScript = `
const { createHash, createHmac } = require("node:crypto");
const [method, host, path, query, scopeEnd] = process.argv.slice(1);
const { ID, SECRET, TOKEN, BODY } = process.env;
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
const date = new Date().toISOString().replace(/[-:]|[.]\\d+/g, "");
const headers = { "content-type": "application/json", host, "x-content-sha256": sha256(BODY), "x-date": date };
if (TOKEN) headers["x-security-token"] = TOKEN;
const names = Object.keys(headers).join(";");
const lines = Object.entries(headers).map(([name, value]) => name + ":" + value + "\\n").join("");
const request = [method, path, query, lines, names, sha256(BODY)].join("\\n");
const scope = date.slice(0, 8) + "/" + scopeEnd;
const key = scope.split("/").reduce(hmac, SECRET);
const signature = hmac(key, ["HMAC-SHA256", date, scope, sha256(request)].join("\\n")).toString("hex");
delete headers.host;
headers.authorization =
  "HMAC-SHA256 Credential=" + ID + "/" + scope + ", SignedHeaders=" + names + ", Signature=" + signature;
for (const name in headers) console.log("header = " + JSON.stringify(name + ": " + headers[name]));
`;

/** A text as one word of a POSIX shell. */
function quoted(text: string | undefined = ""): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
