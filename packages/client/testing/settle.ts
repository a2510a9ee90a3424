/** Runs what is under way until it waits for nothing but us. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
