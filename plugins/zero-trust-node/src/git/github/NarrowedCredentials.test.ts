import {
  createPublicKey,
  generateKeyPairSync,
  createVerify,
} from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitHost } from '../GitHost';
import { serve, Wire } from '../__testUtils__/serve';
import {
  Answer,
  Ask,
  answerBy,
  created,
  ok,
} from '../__testUtils__/TwinServer';
import { githubFactory } from './githubFactory';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** Whether a header carries a token that our app signed. */
const isOfApp = ({ headers }: Ask): boolean => {
  const jwt = /^bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  const [head, body, signature] = (jwt ?? '').split('.');
  if (!signature) return false;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  return (
    String(claims.iss) === '4711' &&
    createVerify('RSA-SHA256')
      .update(`${head}.${body}`)
      .verify(createPublicKey(keys.publicKey), signature, 'base64url')
  );
};

describe('credentials of a GitHub app, through the integration', () => {
  let wire: Wire;
  let stop: () => void;
  let host: GitHost | undefined;
  let tokens: { token: string; body: Ask['body'] }[];
  let permissions: Record<string, string>;
  /** What GitHub says when it is asked for the installation of the repository. */
  let installation: () => Answer;

  const answer = async (ask: Ask): Promise<Answer> => {
    const { route } = ask;
    const forApp = /^GET \/app|\/installation$|access_tokens$/.test(route);
    if (forApp && !isOfApp(ask)) return { status: 401, json: {} };
    return answerBy(
      [
        [
          /^GET \/app\/installations$/,
          () => ok([{ id: 7, account: { login: 'Shop' }, suspended_by: null }]),
        ],
        [/^GET .*\/installation$/, () => installation()],
        [
          /^POST \/app\/installations\/7\/access_tokens$/,
          ({ body }) => {
            const asked = Object.keys(Object(body.permissions));
            if (asked.some(name => !(name in permissions)))
              return { status: 422, json: { message: 'not granted' } };
            const token = `ghs_${tokens.length}`;
            tokens.push({ token, body });
            const expires_at = new Date(Date.now() + 3_600_000).toISOString();
            return created({ token, expires_at, repository_selection: 'all' });
          },
        ],
        [
          /^GET \/repos\/shop\/policies$/,
          () => ok({ default_branch: 'main', archived: false }),
        ],
      ],
      ask,
      route,
    );
  };

  beforeEach(() => {
    tokens = [];
    permissions = {
      contents: 'write',
      pull_requests: 'write',
      statuses: 'write',
      issues: 'write',
      metadata: 'read',
    };
    installation = () => ok({ id: 7, permissions });
    ({ wire, stop } = serve('https://api.github.com', answer));
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: 'github.com',
              apps: [
                {
                  appId: 4711,
                  clientId: 'x',
                  clientSecret: 'x',
                  webhookSecret: 'x',
                  privateKey: keys.privateKey,
                },
              ],
            },
          ],
        },
      }),
    );
    host = githubFactory.create(
      {
        sourceId: 'shop',
        url: 'https://github.com/shop/policies',
        branch: 'main',
      },
      integrations,
    );
  });
  afterEach(() => stop());

  const used = () => wire.asked.at(-1)?.authorization;

  it('T4: are good for the one repository, and for what the adapter does', async () => {
    await host?.getRepository();
    const [, narrow] = tokens;
    expect(narrow.body).toEqual({
      repositories: ['policies'],
      permissions: {
        contents: 'write',
        pull_requests: 'write',
        statuses: 'write',
      },
    });
    expect(used()).toBe(`Bearer ${narrow.token}`);
  });

  it('T4: ask for no more than the installation has', async () => {
    permissions = { contents: 'read', administration: 'write' };
    await host?.getRepository();
    expect(tokens[1].body.permissions).toEqual({
      contents: 'read',
      administration: 'read',
    });
  });

  it('are asked for once, however many calls there are at a time', async () => {
    await Promise.all([host?.getRepository(), host?.getRepository()]);
    await host?.getRepository();
    expect(tokens.filter(({ body }) => body.repositories)).toHaveLength(1);
  });

  it('are those of the installation where GitHub narrows none', async () => {
    installation = () => ({ status: 404, json: { message: 'Not Found' } });
    expect(await host?.getRepository()).toMatchObject({ canPush: true });
    expect(used()).toBe(`Bearer ${tokens[0].token}`);
    await host?.getRepository();
    expect(
      wire.asked.filter(({ route }) => route.endsWith('/installation')),
    ).toHaveLength(1);
  });

  it('T4: are not those of the installation because GitHub is in trouble', async () => {
    installation = () => ({ status: 429, headers: { 'retry-after': '90' } });
    await expect(host?.getRepository()).rejects.toMatchObject({
      code: 'GIT_RATE_LIMITED',
    });
    expect(wire.asked.map(({ route }) => route)).not.toContain(
      'GET /repos/shop/policies',
    );
  });
});
