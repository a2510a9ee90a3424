import { testUnverified } from "../../../testing/test-unverified.js";

testUnverified("getDocInfo", { collection_name: "handbook", doc_id: "guide" });
