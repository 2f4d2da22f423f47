/**
 * A module for the search backend that makes the zero trust findings of catalog
 * entities searchable.
 *
 * @packageDocumentation
 */
export { searchModuleZeroTrustFindings as default } from './module';
export type { FindingDocument } from './FindingDocument';
