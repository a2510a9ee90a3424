/** Lets all promises and callbacks run that are ready. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
