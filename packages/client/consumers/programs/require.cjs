// Node, by `require`. The server's address is the first argument.
const { createKnowledgeBase, isKnowledgeBaseError } = require("@viking-kb/client");
const { tryCalls } = require("./try-calls.js");

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
tryCalls(createKnowledgeBase({ credentials, endpoint: process.argv[2] }), isKnowledgeBaseError);
