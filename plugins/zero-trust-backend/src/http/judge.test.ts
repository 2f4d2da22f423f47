import { judgeResponseSchema } from '@ztn/backstage-plugin-zero-trust-common';
import {
  checked,
  down,
  prod,
  useShop,
  vaultIsSecret,
} from '../testing/useShop';

describe('a judged connection over HTTP', () => {
  const start = useShop();

  const entity = (name: string) => ({
    type: 'entity',
    entityRef: `component:default/${name}`,
  });
  const workload = (name: string) => ({ type: 'workload', workload: name });

  it('judges between two entities', async () => {
    const { judge } = await start();
    const { status, body } = await judge({
      from: entity('checkout'),
      to: entity('payment'),
      port: 9999,
    });
    expect(status).toBe(200);
    expect(checked(judgeResponseSchema, body)).toMatchObject({
      outcome: 'deny',
      answers: [
        {
          cluster: 'prod',
          from: 'shop/Deployment/checkout',
          to: 'pay/Deployment/payment',
        },
      ],
      unanswered: [],
    });
  });

  it('names the rule that came closest to a refused call', async () => {
    const { judge } = await start();
    const { body } = await judge({
      from: entity('checkout'),
      to: entity('payment'),
      port: 9999,
    });
    const [answer] = checked(judgeResponseSchema, body).answers;
    expect(answer.nearest).toEqual([
      {
        layer: 'network',
        place: 'ingress',
        policy: 'NetworkPolicy pay/callers',
        path: 'spec.ingress[0]',
        misses: [{ part: 'traffic', wants: ['TCP 8080'], has: 'TCP 9999' }],
      },
    ]);
    expect(answer.remedy).toBeUndefined();
  });

  it('says what would allow a refused call, when asked to', async () => {
    const { judge } = await start();
    const { body } = await judge({
      from: entity('checkout'),
      to: entity('payment'),
      port: 9999,
      remedy: true,
    });
    const [answer] = checked(judgeResponseSchema, body).answers;
    expect(answer.remedy).toMatchObject({
      state: 'proven',
      objects: [{ kind: 'NetworkPolicy', namespace: 'pay' }],
      opens: [],
      opensHidden: 0,
      outcome: 'allow',
    });
  });

  it('names nobody among those that a rule admits whom the caller may not read', async () => {
    const { judge } = await start({ policy: vaultIsSecret });
    const ask = async (user: string) => {
      const question = {
        from: { type: 'reserved', peer: 'world' },
        to: entity('payment'),
        port: 8080,
      };
      const { body } = await judge(question, user);
      const [answer] = checked(judgeResponseSchema, body).answers;
      return answer.nearest?.flatMap(({ misses }) => misses[0].wants);
    };
    expect(await ask('admin')).toContain('hush/Deployment/vault');
    expect(await ask('guest')).toEqual([
      'shop/Deployment/checkout',
      'shop/Deployment/loner',
    ]);
  });

  it('treats a workload that may not be read as one that is not there', async () => {
    const { judge } = await start({ policy: vaultIsSecret });
    const ask = (from: string, user: string) =>
      judge({ from: workload(from), to: entity('payment'), port: 8080 }, user);
    const hidden = await ask('hush/Deployment/vault', 'guest');
    const absent = await ask('hush/Deployment/absent', 'guest');
    expect(hidden.status).toBe(404);
    expect(hidden.body.error.message).toBe(absent.body.error.message);
    expect((await ask('hush/Deployment/vault', 'admin')).status).toBe(200);
  });

  it('treats an entity that may not be read as one that is not there', async () => {
    const { judge } = await start({ policy: vaultIsSecret });
    const { status, body } = await judge(
      { from: entity('vault'), to: entity('payment'), port: 8080 },
      'guest',
    );
    expect(status).toBe(404);
    expect(body.error.code).toBe('entity-not-found');
  });

  it('needs an entity whose posture the caller may read', async () => {
    const { judge } = await start({
      policy: ({ permission }) => permission !== 'zero-trust.posture.read',
    });
    const { status } = await judge({
      from: entity('checkout'),
      to: entity('payment'),
      port: 8080,
    });
    expect(status).toBe(403);
  });

  it('refuses a question without an entity', async () => {
    const { judge } = await start();
    const { status, body } = await judge({
      from: workload('shop/Deployment/checkout'),
      to: workload('pay/Deployment/payment'),
      port: 8080,
    });
    expect(status).toBe(400);
    expect(body.error.message).toBe(`'from' or 'to' must be a catalog entity`);
  });

  it('is unknown while a cluster that could hold both ends cannot be read', async () => {
    const { judge } = await start({ clusters: [prod, down] });
    const { body } = await judge({
      from: { type: 'reserved', peer: 'world' },
      to: entity('payment'),
      port: 8080,
    });
    expect(checked(judgeResponseSchema, body).unanswered).toEqual([
      { cluster: 'down', reason: 'cluster-unavailable' },
    ]);
    expect(['unknown', 'deny']).toContain(body.outcome);
  });
});
