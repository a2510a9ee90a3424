import { presignUrl, signRequest, verifyPresignedUrl, verifyRequest } from "@viking-kb/auth";
import { explainSignature } from "@viking-kb/auth/explain";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const lookUpKey = async (accessKeyId) => (accessKeyId === credentials.accessKeyId ? credentials : undefined);

/** Signs, verifies and explains a request and a link, and checks that changed ones are refused. */
export async function tryAuth() {
  const [method, url, body] = ["POST", "https://kb.example/a%20b?c=d", '{"e":"知"}'];
  const headers = { "content-type": "application/json" };
  const added = await signRequest({ method, url, headers, body }, { credentials });
  const request = {
    method,
    target: "/a%20b?c=d",
    headers: Object.entries({ host: "kb.example", ...headers, ...added }),
    body: new TextEncoder().encode(body),
  };
  expect("a request", (await verifyRequest(request, { lookUpKey })).ok);
  const changed = await verifyRequest({ ...request, target: "/a%20b?c=e" }, { lookUpKey });
  expect("a changed request", changed.reason === "signature-mismatch");
  expect("an explanation", (await explainSignature(request, { credentials })).verifies);

  const { pathname, search } = new URL(await presignUrl("https://kb.example/file", { credentials }));
  expect("a link", (await verifyPresignedUrl({ method: "GET", target: pathname + search }, { lookUpKey })).ok);
  const longer = `${pathname}${search.replace("=900", "=901")}`;
  const lengthened = await verifyPresignedUrl({ method: "GET", target: longer }, { lookUpKey });
  expect("a lengthened link", lengthened.reason === "signature-mismatch");
}

function expect(what, holds) {
  if (!holds) throw new Error(`${what} is not verified as it should be.`);
}
