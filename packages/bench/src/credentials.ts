/** What signs a request. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A made-up key, of the lengths that the vendor issues. */
export const credentials: AccessKey = {
  accessKeyId: "AKLTexampleexampleexampleexampleexampleexample00",
  secretAccessKey: "exampleexampleexampleexampleexampleexampleexampleexample0000",
};
