/** A made-up key, of the lengths that the vendor issues. */
export const credentials = {
  accessKeyId: "AKLTexampleexampleexampleexampleexampleexample00",
  secretAccessKey: "exampleexampleexampleexampleexampleexampleexampleexample0000",
} as const;
