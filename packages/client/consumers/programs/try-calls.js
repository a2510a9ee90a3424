/**
 * What every consumer tries against server.js: a result, a typed error, and an iteration over three pages. Five
 * requests arrive, each signed.
 */
export async function tryCalls(kb, isKnowledgeBaseError) {
  const collection = await kb.collections.info({ name: "faq" });
  expect(collection.collection_name === "faq" && collection.unknown_field === 1, "the result", collection);

  let error;
  try {
    await kb.docs.info({ collection_name: "faq", doc_id: "nowhere" });
  } catch (thrown) {
    error = thrown;
  }
  expect(isKnowledgeBaseError(error, "doc-not-exist") && error.code === 1001001, "the typed error", error);

  const ids = [];
  for await (const point of kb.points.iterate({ collection_name: "faq" })) ids.push(point.point_id);
  expect(ids.length === 250 && new Set(ids).size === 250, "the iteration", ids.length);
}

function expect(holds, what, found) {
  if (!holds)
    throw new Error(`${what} is not as expected: ${found instanceof Error ? found.stack : JSON.stringify(found)}`);
}
