/** Type of the documents that the search module of the backend makes. */
export const FINDING_DOCUMENT_TYPE = 'zero-trust-finding';
