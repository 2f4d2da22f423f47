/** Cancels a request whose answer nobody waits for any more. */
export interface ZeroTrustRequestOptions {
  signal?: AbortSignal;
}
