import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  ControlEvent,
  controlEventsResponseSchema,
  historyResponseSchema,
  waiversResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import knexFactory, { Knex } from 'knex';
import { migrationsDirectory } from '../database/openDatabase';
import { HistoryStore } from '../history/HistoryStore';
import {
  findPostgres,
  Postgres,
  startPostgres,
} from '../testing/startPostgres';
import { checked, root, useShop } from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

const programs = findPostgres();

if (programs) {
  describe('two backends on one PostgreSQL', () => {
    twoBackends(programs);
  });
} else {
  // In CI there has to be one: `.ci/run` installs it.
  it('is SKIPPED: no PostgreSQL (initdb, postgres) is on this machine', () => {
    expect(process.env.CI ?? '').toBe('');
  });
}

function twoBackends(folder: string) {
  jest.setTimeout(120_000);
  const startShop = useShop();
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(folder);
  });
  afterAll(() => postgres.stop());

  const connect = (database: string): Knex =>
    knexFactory({
      client: 'pg',
      connection: { ...postgres.connection, database },
    });

  /** A backend as it runs in production: real database, real scheduler. */
  const start = async (prefix: string) => {
    let scheduler: SchedulerService | undefined;
    const shop = await startShop({
      config: {
        backend: {
          database: {
            client: 'pg',
            prefix,
            connection: { ...postgres.connection },
          },
        },
      },
      features: [
        databaseServiceFactory,
        schedulerServiceFactory,
        createBackendModule({
          pluginId: 'zero-trust',
          moduleId: 'scheduler-of-the-test',
          register(reg) {
            reg.registerInit({
              deps: { own: coreServices.scheduler },
              async init({ own }) {
                scheduler = own;
              },
            });
          },
        }),
      ],
    });
    const ingress = async () => {
      const { body } = await shop.get(`${root}/compliance`);
      return body.controls.find(
        (control: { id: string }) => control.id === 'default-deny-ingress',
      )?.counts;
    };
    await waitFor(async () => expect(await ingress()).toBeDefined(), 20_000);
    return {
      ...shop,
      ingress,
      turn: () => scheduler!.triggerTask('zero-trust-history').catch(taken),
      days: async () =>
        checked(
          historyResponseSchema,
          (await shop.get(`${root}/compliance/history`)).body,
        ).days,
      events: async (): Promise<readonly ControlEvent[]> =>
        checked(
          controlEventsResponseSchema,
          (
            await shop.get(
              `${root}/compliance/events?control=default-deny-ingress`,
            )
          ).body,
        ).items,
    };
  };

  it('write each day and each event once, and share exceptions', async () => {
    const first = await start('once_');
    const second = await start('once_');
    await Promise.all([first.turn(), second.turn()]);
    await waitFor(
      async () => expect(await second.days()).toHaveLength(1),
      60_000,
    );

    // Each backend reads a simulated cluster of its own.
    for (const backend of [first, second]) {
      backend.cluster.delete('NetworkPolicy', 'pay', 'callers');
    }
    for (const backend of [first, second]) {
      await waitFor(
        async () => expect(await backend.ingress()).toMatchObject({ pass: 0 }),
        20_000,
      );
    }
    await waitFor(async () => {
      await Promise.all([first.turn(), second.turn()]);
      expect(await first.events()).not.toEqual([]);
    }, 60_000);
    await Promise.all([first.turn(), second.turn()]);

    const database = connect('once_zero-trust');
    try {
      const doubled = await database('zt_control_days')
        .select('day', 'cluster', 'namespace', 'control')
        .groupBy('day', 'cluster', 'namespace', 'control')
        .havingRaw('count(*) > 1');
      expect(doubled).toEqual([]);
    } finally {
      await database.destroy();
    }
    const events = await second.events();
    expect(events.map(({ workload }) => workload)).toEqual([
      'pay/Deployment/payment',
    ]);

    await first.post(`${root}/waivers`, {
      control: 'default-deny-ingress',
      scope: { type: 'cluster', cluster: 'prod' },
      reason: 'while the policies are rewritten',
      owner: 'group:default/team',
      expiresAt: new Date(Date.now() + 60 * 60 * 1_000).toISOString(),
    });
    const { items } = checked(
      waiversResponseSchema,
      (await second.get(`${root}/waivers`)).body,
    );
    expect(items).toHaveLength(1);
    expect(await second.ingress()).toMatchObject({ waived: 4, fail: 0 });
  });

  it('lets one of two writers tell of a change that both saw', async () => {
    const admin = connect('postgres');
    await admin.raw('create database race');
    await admin.destroy();
    const database = connect('race');
    try {
      await database.migrate.latest({ directory: migrationsDirectory() });
      const state = (word: 'pass' | 'fail') => ({
        subject: 'a/Pod/b',
        control: 'strict-mtls',
        state: word,
        objects: [],
      });
      const [one, two] = [database, database].map(d => new HistoryStore(d));
      await one.recordChanges('prod', {
        changed: [{ after: state('pass') }],
        gone: [],
      });
      const lost = (id: string) => ({
        changed: [
          {
            before: state('pass'),
            after: state('fail'),
            event: {
              id,
              at: '2026-07-01T00:00:00.000Z',
              cluster: 'prod',
              namespace: 'a',
              workload: 'a/Pod/b',
              control: 'strict-mtls',
              before: 'pass' as const,
              after: 'fail' as const,
              cause: 'none' as const,
              object: '',
            },
          },
        ],
        gone: [],
      });
      const told = await Promise.all([
        one.recordChanges('prod', lost('1')),
        two.recordChanges('prod', lost('2')),
      ]);
      expect(told.flat()).toHaveLength(1);
      expect(await one.events({}, 10)).toHaveLength(1);
    } finally {
      await database.destroy();
    }
  });

  it('takes its tables away again, and makes them anew', async () => {
    const admin = connect('postgres');
    await admin.raw('create database downs');
    await admin.destroy();
    const database = connect('downs');
    try {
      const directory = migrationsDirectory();
      await database.migrate.latest({ directory });
      await database.migrate.rollback({ directory }, true);
      expect(await database.schema.hasTable('zt_waivers')).toBe(false);
      expect(await database.schema.hasTable('zt_control_days')).toBe(false);
      await database.migrate.latest({ directory });
      expect(await database.schema.hasTable('zt_control_events')).toBe(true);
    } finally {
      await database.destroy();
    }
  });
}

/** Somebody else began the turn: then there is nothing to do. */
function taken(error: Error): void {
  if (error.name !== 'ConflictError') throw error;
}
