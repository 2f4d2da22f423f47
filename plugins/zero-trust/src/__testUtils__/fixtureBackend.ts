import { ResponseError } from '@backstage/errors';
import {
  objectQuerySchema,
  packPermissions,
  permissionsQuerySchema,
  reachQuerySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { http, HttpResponse, RequestHandler } from 'msw';
import { FixtureAccessApi } from '../../dev/fixtures/FixtureAccessApi';
import { FixtureZeroTrustApi } from '../../dev/fixtures/FixtureZeroTrustApi';
import { backend } from './tab';

/**
 * The backend over HTTP, answering from the fixtures of the dev app. Every
 * request is written down.
 */
export function fixtureBackend(options: { requests?: 'off' } = {}): {
  handlers: RequestHandler[];
  asked: URL[];
} {
  const api = new FixtureZeroTrustApi();
  const asked: URL[] = [];
  const route = `${backend}/v1/entities/:kind/:namespace/:name`;
  const refOf = (params: Readonly<Record<string, unknown>>) =>
    `${params.kind}:${params.namespace}/${params.name}`;
  const queryOf = (request: Request) => {
    const url = new URL(request.url);
    asked.push(url);
    return Object.fromEntries(url.searchParams);
  };
  return {
    asked,
    handlers: [
      http.get(`${route}/posture`, ({ params, request }) => {
        queryOf(request);
        return reply(api.getPosture(refOf(params)));
      }),
      http.get(`${route}/permissions`, ({ params, request }) => {
        const query = permissionsQuerySchema.parse(queryOf(request));
        return reply(
          api.getPermissions(refOf(params), query).then(packPermissions),
        );
      }),
      http.get(`${route}/reach`, ({ params, request }) => {
        const query = reachQuerySchema.parse(queryOf(request));
        return reply(api.getReach(refOf(params), query));
      }),
      http.get(`${route}/object`, ({ params, request }) => {
        const query = objectQuerySchema.parse(queryOf(request));
        return reply(api.getObject(refOf(params), query));
      }),
      http.get(`${backend}/v1/access-requests`, async () =>
        options.requests === 'off'
          ? HttpResponse.json(
              {
                error: {
                  name: 'NotFoundError',
                  message: 'off',
                  code: 'NOT_ENABLED',
                },
                response: { statusCode: 404 },
              },
              { status: 404 },
            )
          : HttpResponse.json(await new FixtureAccessApi().list()),
      ),
      http.post(`${backend}/v1/connections/judge`, async ({ request }) => {
        queryOf(request);
        const question = (await request.json()) as Parameters<
          FixtureZeroTrustApi['judge']
        >[0];
        return reply(api.judge(question));
      }),
    ],
  };
}

async function reply(answer: Promise<object>) {
  try {
    return HttpResponse.json(await answer);
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const { statusCode, body } = error;
    return HttpResponse.json(body, { status: statusCode });
  }
}
