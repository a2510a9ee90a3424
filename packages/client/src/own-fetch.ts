/** The runtime's own fetch, as it is at each request: what replaces it later, as tools for tests do, is heeded. */
export const ownFetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);
