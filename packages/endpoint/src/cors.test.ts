import { expect, test } from "vitest";
import { readOrigin } from "./cors.js";
import { createEndpoint } from "./index.js";

test.each([
  ["http://localhost:5173", "http://localhost:5173"],
  ["https://app.example", "https://app.example"],
  ["https://App.Example/", "https://app.example"],
  ["HTTPS://app.example", "https://app.example"],
  ["http://app.example:80", "http://app.example"],
  ["https://app.example:443/", "https://app.example"],
  ["https://app.example:80", "https://app.example:80"],
  ["http://[::1]:5173", "http://[::1]:5173"],
  ["http://127.0.0.1:5173", "http://127.0.0.1:5173"],
  ["https://知识.example", "https://xn--k7y073b.example"],
])("%s is the origin %s", (text, origin) => {
  expect(readOrigin(text)).toBe(origin);
});

const noHost =
  /^".*" is not an origin that can be allowed: it must be http or https, a host and perhaps a port, without a path, as in http:\/\/localhost:5173\.$/;
test.each([
  ["*", /^"\*" is not an origin that can be allowed: every page of the web would be allowed to call, so name those/],
  ["null", /^"null" is not an origin that can be allowed: every page/],
  ["", noHost],
  ["localhost:5173", noHost],
  ["app.example", noHost],
  ["http://", noHost],
  ["http:app.example", noHost],
  ["http://localhost:5173/app", noHost],
  ["http://localhost:5173//", noHost],
  ["http://localhost:5173?", noHost],
  ["http://localhost:5173#a", noHost],
  ["http://a@localhost:5173", noHost],
  ["http://*.example", noHost],
  ["http://localhost:99999", noHost],
  ["http://a b", noHost],
  ["http://a,http://b", noHost],
  ["http://a\\b", noHost],
  [" http://a", noHost],
  ["file:///a", noHost],
  ["ftp://a", noHost],
])("%j is refused", (text, message) => {
  expect(() => readOrigin(text)).toThrow(message);
  expect(() => createEndpoint({ cors: ["http://localhost:5173", text] })).toThrow(message);
});
