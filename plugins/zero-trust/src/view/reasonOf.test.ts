import { ResponseError } from '@backstage/errors';
import { reasonOf } from './reasonOf';

const refused = (body: string, type = 'application/json') =>
  ResponseError.fromResponse(
    new Response(body, {
      status: 503,
      headers: { 'Content-Type': type },
    }) as Response & { ok: false },
  );

it('tells why the backend refused, and not which status it answered', async () => {
  const message = 'the git host does not answer';
  const error = await refused(
    JSON.stringify({
      error: { name: 'ServiceUnavailableError', message },
      response: { statusCode: 503 },
    }),
  );
  expect(reasonOf(error)).toBe(message);
});

it('keeps what there is where somebody else answered', async () => {
  expect(reasonOf(await refused('<html>', 'text/html'))).toContain('503');
  expect(reasonOf(new TypeError('Failed to fetch'))).toBe('Failed to fetch');
});
