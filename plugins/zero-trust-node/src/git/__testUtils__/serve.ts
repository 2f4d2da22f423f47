import { http, HttpResponse } from 'msw';
import { SetupServer, setupServer } from 'msw/node';
import { Answer, Ask } from './TwinServer';

/** What went over the wire. */
export interface Wire {
  readonly asked: { readonly route: string; readonly authorization: string }[];
  /** Answers that come before the server's own, one per request. */
  readonly instead: (Answer | undefined)[];
}

/** Serves an API at an address, for `fetch` of this process; answers its end. */
export const serve = (
  api: string,
  answer: (ask: Ask) => Promise<Answer>,
): { readonly wire: Wire; readonly faults: SetupServer; stop(): void } => {
  const wire: Wire = { asked: [], instead: [] };
  const base = new URL(api).pathname.replace(/\/$/, '');
  const server = setupServer(
    http.all(`${api}/*`, async ({ request }) => {
      const url = new URL(request.url);
      const path = url.pathname.slice(base.length);
      const text = await request.text();
      const route = `${request.method} ${decodeURIComponent(path)}`;
      wire.asked.push({
        route,
        authorization:
          request.headers.get('authorization') ??
          request.headers.get('private-token') ??
          '',
      });
      const reply =
        wire.instead.shift() ??
        (await answer({
          route,
          query: url.searchParams,
          body: text ? JSON.parse(text) : {},
          headers: request.headers,
        }));
      const init = { status: reply.status, headers: reply.headers };
      return reply.status === 204
        ? new HttpResponse(null, init)
        : HttpResponse.json(reply.json ?? null, init);
    }),
  );
  server.listen({ onUnhandledRequest: 'error' });
  return { wire, faults: server, stop: () => server.close() };
};
