/**
 * Kind → normalised type, for every kind that a layer, a control or exposure
 * reads. A new kind adds its line here, its `parse<Kind>.ts` beside this file
 * and its line in `parsers.ts`. Kinds whose name exists in two API groups are
 * keyed by `Kind.group`.
 */
export interface ParsedKinds {}
