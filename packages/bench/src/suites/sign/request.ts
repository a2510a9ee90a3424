/** What the client sends when it lists points, as far as it is signed. */
export const method = "POST";
export const host = "api-knowledgebase.mlp.cn-beijing.volces.com";
export const path = "/api/knowledge/point/list";
export const url = `https://${host}${path}`;
export const contentType = "application/json";
export const region = "cn-beijing";
export const service = "air";

/** JSON texts of exactly this many bytes, no two alike: a job that remembers its last body gains nothing. */
export function createBodies(bytes: number): readonly string[] {
  return Array.from({ length: 8 }, (_, index) => {
    const start = `{"collection_name":"faq","limit":100,"offset":${index},"doc_ids":["`;
    const end = '"]}';
    return start + "d".repeat(bytes - start.length - end.length) + end;
  });
}
