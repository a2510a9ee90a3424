import type { isKnowledgeBaseError, KnowledgeBase } from "@viking-kb/client";

export function tryCalls(kb: KnowledgeBase, isError: typeof isKnowledgeBaseError): Promise<void>;
