export { CannotListen, type Inspector, type InspectorOptions, startInspector } from "./start-inspector.js";
