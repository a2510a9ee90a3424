import { testUnverified } from "../../../testing/test-unverified.js";

testUnverified("getCollectionInfo", { name: "handbook" });
