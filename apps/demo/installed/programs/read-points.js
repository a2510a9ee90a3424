// What a user of the client writes first: every point of a collection, by the key and the address of the environment.
import { createKnowledgeBase, optionsFromEnv } from "@viking-kb/client";

const [, , collection_name] = process.argv;
const kb = createKnowledgeBase(optionsFromEnv());
for await (const { point_id, content } of kb.points.iterate({ collection_name }))
  process.stdout.write(`${point_id} ${content}\n`);
