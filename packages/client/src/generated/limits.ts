/** How large each number of a request may be, and how many entries each list may hold, by model and field. */
export const limits = {
    PointListRequest: {
        offset: { minimum: 0, maximum: 9007199254740991 },
        limit: { minimum: -1, maximum: 100 },
        doc_ids: { maxItems: 100 },
        point_ids: { maxItems: 100 },
    },
} as const;
