// What is loaded at the first wait, by docs.ts and tasks.ts.
export { waitForDoc } from "./waiting/wait-for-doc.js";
export { waitForTask } from "./waiting/wait-for-task.js";
export { watchDoc } from "./waiting/watch-doc.js";
export { watchTask } from "./waiting/watch-task.js";
