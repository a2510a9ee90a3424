/** `failed_code`s that an import gives. Source: table `failed_code` of documentation page doc/info. */
export const failedCode = {
  fileTooLarge: 30001,
  tooManyPoints: 35001,
  structuredDocumentEmpty: 36007,
  /** Named by no page, on purpose: for what the table has no code for. `failed_msg` says what it is. */
  other: 90001,
} as const;

/** A document cannot be imported. Its message, a sentence that names no path of this machine, becomes `failed_msg`. */
export class DocumentFailure extends Error {
  override readonly name = "DocumentFailure";
  readonly failedCode: number;

  constructor(message: string, code: number = failedCode.other) {
    super(message);
    this.failedCode = code;
  }
}
