/**
 * What every consumer tries against server.js: a result, a typed error, a redirect that is not followed, and an
 * iteration over three pages. Six requests arrive, each signed.
 */
export async function tryCalls(kb, isKnowledgeBaseError) {
  const collection = await kb.collections.info({ name: "faq" });
  expect(collection.collection_name === "faq" && collection.unknown_field === 1, "the result", collection);

  const error = await kb.docs.info({ collection_name: "faq", doc_id: "nowhere" }).catch((thrown) => thrown);
  expect(isKnowledgeBaseError(error, "doc-not-exist") && error.code === 1001001, "the typed error", error);

  const redirect = await kb.tasks.info({ task_id: "moved" }).catch((thrown) => thrown);
  const isRefused = isKnowledgeBaseError(redirect, "invalid-response") && redirect.hint.includes("not followed");
  expect(isRefused, "the redirect", redirect);

  const ids = [];
  for await (const point of kb.points.iterate({ collection_name: "faq" })) ids.push(point.point_id);
  expect(ids.length === 250 && new Set(ids).size === 250, "the iteration", ids.length);
}

function expect(holds, what, found) {
  if (!holds)
    throw new Error(`${what} is not as expected: ${found instanceof Error ? found.stack : JSON.stringify(found)}`);
}
