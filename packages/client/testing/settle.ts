/** Lets promises and callbacks that are ready run. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
