/** Two points of a collection cannot have one id. Nothing was changed. */
export class PointIdTakenError extends Error {
  override readonly name = "PointIdTakenError";
  readonly pointId: string;
  /** The document that has the id already; the one whose points were to be replaced, when it was given two such. */
  readonly docId: string;

  constructor(pointId: string, docId: string) {
    super(`The point id ${JSON.stringify(pointId)} is taken by a point of the document ${JSON.stringify(docId)}.`);
    this.pointId = pointId;
    this.docId = docId;
  }
}
