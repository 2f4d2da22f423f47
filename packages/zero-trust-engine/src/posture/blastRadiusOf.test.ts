import { compile } from '../evaluate/compile';
import { aPod, aPolicy } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { blastRadiusOf, followBlastRadius } from './blastRadiusOf';

/** `web` may call `api` alone, `api` may call `db` alone, `db` nobody. */
const chain = (extra: readonly unknown[] = []) =>
  compile(
    snapshotOf([
      ...['web', 'api', 'db', 'other'].map(name =>
        aPod({ namespace: 'shop', name, labels: { app: name }, ports: [80] }),
      ),
      maySend('web', 'api'),
      maySend('api', 'db'),
      maySend('db'),
      maySend('other'),
      ...extra,
    ]),
  );

function maySend(from: string, to?: string) {
  const egress = to && {
    to: [{ podSelector: { matchLabels: { app: to } } }],
    ports: [{ port: 80 }],
  };
  return aPolicy(
    'NetworkPolicy',
    { namespace: 'shop', name: from },
    {
      podSelector: { matchLabels: { app: from } },
      policyTypes: ['Egress'],
      egress: egress ? [egress] : [],
    },
  );
}

describe('blastRadiusOf', () => {
  const keysOf = ({ hops }: ReturnType<typeof blastRadiusOf>) =>
    hops.map(level => level.map(({ key, from }) => `${from} -> ${key}`));

  it('follows every hop to the end', () => {
    const radius = blastRadiusOf(chain(), ['shop/Pod/web']);
    expect(keysOf(radius)).toEqual([
      ['shop/Pod/web -> shop/Pod/api'],
      ['shop/Pod/api -> shop/Pod/db'],
    ]);
    expect(radius.complete).toBe(true);
  });

  it('stops where it is told, and says that there is more', () => {
    const radius = blastRadiusOf(chain(), ['shop/Pod/web'], 1);
    expect(keysOf(radius)).toEqual([['shop/Pod/web -> shop/Pod/api']]);
    expect(radius.complete).toBe(false);
  });

  it('is complete when the last hop leads nowhere new', () => {
    const radius = blastRadiusOf(
      chain([maySend('db', 'web')]),
      ['shop/Pod/web'],
      2,
    );
    expect(radius.complete).toBe(true);
  });

  it('tells what is reached of the world, and from where', () => {
    const engine = chain([
      aPolicy(
        'NetworkPolicy',
        { namespace: 'shop', name: 'out' },
        {
          podSelector: { matchLabels: { app: 'db' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }],
        },
      ),
    ]);
    const { outside } = blastRadiusOf(engine, ['shop/Pod/web']);
    expect(outside).toContainEqual(
      expect.objectContaining({
        peer: { type: 'addresses', cidrs: ['192.0.2.0/24'] },
        from: 'shop/Pod/db',
        hop: 3,
        certain: true,
      }),
    );
  });

  it('counts a step of which it is not settled, and marks what lies behind', () => {
    const opaque = aPolicy(
      'NetworkPolicy',
      { namespace: 'shop', name: 'broken' },
      { podSelector: 'everything' },
    );
    const { hops } = blastRadiusOf(chain([opaque]), ['shop/Pod/web']);
    expect(hops[0].map(({ key, certain }) => [key, certain])).toContainEqual([
      'shop/Pod/api',
      false,
    ]);
    expect(hops.flat().every(({ certain }) => !certain)).toBe(true);
  });

  it('takes several workloads as compromised together', () => {
    const radius = blastRadiusOf(chain(), ['shop/Pod/web', 'shop/Pod/api']);
    expect(keysOf(radius)).toEqual([['shop/Pod/api -> shop/Pod/db']]);
  });

  it('is found in small steps, and ends with what it has when that is enough', () => {
    const search = followBlastRadius(chain(), ['shop/Pod/web'], {
      enough: () => asked > 0,
    });
    let asked = 0;
    let step = search.next();
    while (!step.done) {
      asked += 1;
      step = search.next();
    }
    expect(keysOf(step.value)).toEqual([['shop/Pod/web -> shop/Pod/api']]);
    expect(step.value.hops[0][0].certain).toBe(true);
    expect(step.value.complete).toBe(false);
  });
});
