export { documentedData, type ModelCollection, type ModelData, type ModelTask } from "./data.js";
export { createModel, type Model, type ModelledAnswer, pageOf } from "./model.js";
export {
  createRestrictedModel,
  freshRequestId,
  type ModelServer,
  type ModelServerOptions,
  owner,
  restricted,
  startModelServer,
  temporary,
} from "./model-server.js";
