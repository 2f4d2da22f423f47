/**
 * The page of a request in the portal.
 *
 * @param appUrl - `app.baseUrl` without a slash at its end
 */
export const requestUrl = (appUrl: string, id: string): string =>
  `${appUrl}/zero-trust/requests/${encodeURIComponent(id)}`;
