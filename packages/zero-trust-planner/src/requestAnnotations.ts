/** Annotation of objects that a request created. */
export const REQUEST_ID_ANNOTATION = 'zero-trust/request-id';
/** Annotation: when the grant ends, ISO 8601. */
export const EXPIRES_AT_ANNOTATION = 'zero-trust/expires-at';
