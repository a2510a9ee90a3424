import { type FieldDescription, fieldDescriptions } from "@viking-kb/spec";

const { CollectionInfo, Pipeline, PipelineStatistics, CollectionIndex, IndexConfig } = fieldDescriptions;
const { DocInfo, DocStatus, Point, PointDoc, OriginalCoordinate, TaskInfo } = fieldDescriptions;

/** The models that this page shows. */
const models = {
  CollectionInfo,
  Pipeline,
  PipelineStatistics,
  CollectionIndex,
  IndexConfig,
  DocInfo,
  DocStatus,
  Point,
  PointDoc,
  OriginalCoordinate,
  TaskInfo,
};

type Models = typeof models;

/** A field that the contract describes. */
export type FieldName = {
  [Model in keyof Models]: { readonly model: Model; readonly field: keyof Models[Model] };
}[keyof Models];

/** What the contract says of a field, in both languages. */
export function descriptionOf({ model, field }: FieldName): FieldDescription | undefined {
  const fields: Readonly<Record<string, FieldDescription>> = models[model];
  return fields[field];
}
