import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';

/** What is needed to reach the backend. */
export interface BackendAccess {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}

/** As much of a zod schema as answers are checked with. */
export interface Schema<T> {
  safeParse(
    input: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[] }[] } };
}

/** Asks the backend; a `ResponseError` when it refuses or fails. */
export async function request(
  { discoveryApi, fetchApi }: BackendAccess,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const baseUrl = await discoveryApi.getBaseUrl('zero-trust');
  const response = await fetchApi.fetch(`${baseUrl}${path}`, init);
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response;
}

/**
 * Asks the backend and checks the shape of its answer, which is never cast: a
 * half-understood answer could look better than it is.
 */
export async function requestJson<T>(
  access: BackendAccess,
  path: string,
  schema: Schema<T>,
  init: RequestInit,
): Promise<T> {
  const response = await request(access, path, init);
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, 3)
    .map(issue => `'${issue.path.map(String).join('.') || '.'}'`);
  throw new Error(
    `the answer of the zero-trust backend has an unexpected shape at ${fields.join(
      ', ',
    )}; its version may not fit this frontend's`,
  );
}
