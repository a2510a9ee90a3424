/* tslint:disable */
/* eslint-disable */
export * from './CollectionsApi.js';
export * from './DocsApi.js';
export * from './PointsApi.js';
export * from './TasksApi.js';
