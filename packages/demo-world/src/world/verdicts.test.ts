import {
  Endpoint,
  Engine,
  LayerVerdict,
  parseWorkloadRef,
  reasonCodes,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { enginesOfTheWorld } from './__testUtils__/enginesOfTheWorld';
import { worldFiles } from './readWorld';

// The verdicts of the story were worked out by hand from the specifications. What the
// engine says of the running world has to be the same, with the same objects deciding.

interface Expected {
  readonly id: string;
  readonly cluster: string;
  readonly question: {
    readonly from: string;
    readonly to: string;
    readonly port: number;
    readonly protocol?: 'TCP' | 'UDP';
    readonly http?: { readonly method: string; readonly path: string };
  };
  readonly outcome: string;
  readonly transport?: string;
  readonly transportBy?: readonly string[];
  readonly network: readonly {
    readonly direction: string;
    readonly outcome: string;
    readonly by: readonly string[];
  }[];
  readonly mesh?: readonly {
    readonly hop: string;
    readonly outcome: string;
    readonly by: readonly string[];
  }[];
}

const verdicts = parse(
  worldFiles().find(({ file }) => file === 'verdicts.yaml')?.text ?? '[]',
) as readonly Expected[];

let engines: Record<string, Engine> = {};

beforeAll(async () => {
  engines = await enginesOfTheWorld();
}, 30_000);

function endOf(text: string): Endpoint {
  const ref = parseWorkloadRef(text);
  return ref ? { type: 'workload', ref } : { type: 'address', address: text };
}

/** Objects that a layer names, whether they decided or were found wanting. */
const namedBy = ({ because }: LayerVerdict) =>
  because.flatMap(({ policy, considered = [] }) => [
    ...(policy ? [policy] : []),
    ...considered,
  ]);

describe.each(verdicts)(
  'verdict $id, $question.from to $question.to in $cluster',
  expected => {
    const { question } = expected;
    const judged = () =>
      engines[expected.cluster].judge({
        from: endOf(question.from),
        to: endOf(question.to),
        protocol: question.protocol ?? 'TCP',
        port: question.port,
        ...(question.http ? { http: question.http } : {}),
      });

    it(`is ${expected.outcome}`, () => {
      const { outcome, transport } = judged();
      expect({ outcome, ...(expected.transport ? { transport } : {}) }).toEqual(
        {
          outcome: expected.outcome,
          ...(expected.transport ? { transport: expected.transport } : {}),
        },
      );
    });

    it('has the layers that were worked out by hand', () => {
      const { layers } = judged();
      const network = layers
        .filter(layer => layer.layer === 'network')
        // An address outside has no policy of its own, so nobody asks it by hand.
        .slice(0, endOf(question.to).type === 'address' ? 1 : undefined)
        .map(({ direction, outcome }) => ({ direction, outcome }));
      const mesh = layers
        .filter(layer => layer.layer === 'mesh')
        // By hand a proxy is left out where no policy gives it anything to enforce.
        .filter(layer => layer.outcome !== 'allow' || namedBy(layer).length > 0)
        .map(({ hop, outcome }) => ({ hop, outcome }));
      expect({ network, mesh }).toEqual({
        network: expected.network.map(({ direction, outcome }) => ({
          direction,
          outcome,
        })),
        mesh: (expected.mesh ?? []).map(({ hop, outcome }) => ({
          hop,
          outcome,
        })),
      });
    });

    it('names the objects that decide', () => {
      const { layers } = judged();
      const found = layers.flatMap(namedBy);
      const wanted = [
        ...expected.network.flatMap(({ by }) => by),
        ...(expected.transportBy ?? []),
        ...(expected.mesh ?? []).flatMap(({ by }) => by),
      ];
      expect(wanted.filter(name => !found.includes(name))).toEqual([]);
    });
  },
);

it.each(['prod-eu', 'prod-us'])(
  'gives only listed reasons for everything that payment-service in %s may be called by',
  name => {
    const rows = engines[name].permissions(
      'production/Deployment/payment-service',
      'ingress',
    );
    const reasons = rows.flatMap(({ layers }) =>
      layers.flatMap(({ because }) => because.map(({ reason }) => reason)),
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(reasons.filter(reason => !reasonCodes.includes(reason))).toEqual([]);
  },
);
