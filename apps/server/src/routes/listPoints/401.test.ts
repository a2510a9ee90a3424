import { testUnverified } from "../../../testing/test-unverified.js";

testUnverified("listPoints", { collection_name: "handbook" });
