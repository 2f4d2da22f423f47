import { ResponseError } from '@backstage/errors';

/**
 * What is needed to reach the backend: the frontend's APIs of these names, or a
 * backend's discovery service and a `fetch` that adds the caller's token.
 */
export interface BackendAccess {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** As much of a zod schema as answers are checked with. */
export interface AnswerSchema<T> {
  safeParse(
    input: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[] }[] } };
}

/** Asks the backend; a `ResponseError` when it refuses or fails. */
export async function requestBackend(
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
  schema: AnswerSchema<T>,
  init: RequestInit,
): Promise<T> {
  const response = await requestBackend(access, path, init);
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, 3)
    .map(issue => `'${issue.path.map(String).join('.') || '.'}'`);
  throw new Error(
    `the answer of the zero-trust backend has an unexpected shape at ${fields.join(
      ', ',
    )}; its version may not fit this client's`,
  );
}
