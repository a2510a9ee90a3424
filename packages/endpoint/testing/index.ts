export { testBodies } from "./bodies.js";
export { testEndless } from "./endless.js";
export { testMessages } from "./messages.js";
export { testOrder } from "./order.js";
export { allowedOrigins, testNoPages, testPages } from "./pages.js";
export { testPing } from "./ping.js";
export {
  expectInvalid,
  type RawAnswer,
  type RawRequest,
  rawRequest,
  sendRaw,
  type Target,
} from "./target.js";
