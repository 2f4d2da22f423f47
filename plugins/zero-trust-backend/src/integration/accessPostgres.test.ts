import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import knexFactory from 'knex';
import { aGitHost, requestsRoot, useAccess } from '../access/testing/useAccess';
import {
  findPostgres,
  Postgres,
  startPostgres,
} from '../testing/startPostgres';
import { waitFor } from '../testing/waitFor';

jest.setTimeout(120_000);
const programs = findPostgres();

if (programs) {
  describe('access requests of two backends on one PostgreSQL', () => {
    twoBackends(programs);
  });
} else {
  // In CI there has to be one: `.ci/run` installs it.
  it('is SKIPPED: no PostgreSQL (initdb, postgres) is on this machine', () => {
    expect(process.env.CI ?? '').toBe('');
  });
}

function twoBackends(folder: string) {
  const startAccess = useAccess();
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(folder);
  });
  afterAll(() => postgres.stop());

  it('W17, T15: open one pull request, whoever works on it', async () => {
    const host = aGitHost();
    const start = () =>
      startAccess({
        gitHost: host,
        clock: () => new Date(),
        features: [databaseServiceFactory],
        config: {
          backend: {
            database: {
              client: 'pg',
              prefix: 'access_',
              connection: { ...postgres.connection },
            },
          },
        },
      });
    const first = await start();
    const second = await start();
    const { hash } = await first.preview();
    const body = {
      spec: {
        caller: { entityRef: 'component:default/cart' },
        callee: { entityRef: 'component:default/payment' },
        cluster: 'prod',
        rules: [{ port: 8080 }],
      },
      justification: 'the cart has to ask for the state of a payment',
      submit: true,
      previewHash: hash,
    };
    // Two people, each at another backend, at the same moment.
    const answers = await Promise.all([
      first.post(requestsRoot, body, 'carla'),
      second.post(requestsRoot, body, 'carl'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    const [id, other] = answers.map(answer => answer.body.id);
    expect(other).toBe(id);
    await Promise.all([first.turn(), second.turn(), first.turn()]);
    await waitFor(async () =>
      expect((await second.request(id)).state).toBe('open'),
    );
    expect(host.pulls).toHaveLength(1);

    host.review('pia', 1, 'approved');
    await Promise.all([first.recheck(id), second.recheck(id)]);
    await waitFor(async () =>
      expect((await first.request(id)).state).toBe('approved'),
    );
    const events = await second.events(id);
    expect(events.map(({ type }) => type)).toEqual([
      'submitted',
      'pull-opened',
      'approved',
    ]);
    const database = knexFactory({
      client: 'pg',
      connection: { ...postgres.connection, database: 'access_zero-trust' },
    });
    try {
      const rows = await database('zt_access_requests').select('id');
      expect(rows).toEqual([{ id }]);
    } finally {
      await database.destroy();
    }
  });
}
