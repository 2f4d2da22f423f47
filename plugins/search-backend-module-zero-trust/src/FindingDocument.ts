import { IndexableDocument } from '@backstage/plugin-search-common';

/** The type of the documents, for filters and result list items. */
export const FINDING_DOCUMENT_TYPE = 'zero-trust-finding';

/**
 * A finding about the workloads of one entity. It names nothing but the entity's
 * own: whoever may find it need not be allowed to know of its neighbours.
 *
 * @public
 */
export type FindingDocument = IndexableDocument & {
  entityRef: string;
  /** Stable code, with a text in the frontend. */
  code: string;
  severity: string;
  /** The owner in the catalog, if it has one. */
  owner: string;
};
