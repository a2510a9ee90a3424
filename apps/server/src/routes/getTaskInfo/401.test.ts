import { testUnverified } from "../../../testing/test-unverified.js";

testUnverified("getTaskInfo", { task_id: "succeeded" });
