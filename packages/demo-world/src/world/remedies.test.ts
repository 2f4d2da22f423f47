import {
  Connection,
  Endpoint,
  Engine,
  parseWorkloadRef,
  remedyOf,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import {
  engineOver,
  objectsOfTheWorld,
} from './__testUtils__/enginesOfTheWorld';
import { worldFiles } from './readWorld';

interface Told {
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
}

const denied = (
  parse(
    worldFiles().find(({ file }) => file === 'verdicts.yaml')?.text ?? '[]',
  ) as readonly Told[]
).filter(({ outcome }) => outcome === 'deny');

let objects: Awaited<ReturnType<typeof objectsOfTheWorld>> = {};
let engines: Record<string, Engine> = {};

beforeAll(async () => {
  objects = await objectsOfTheWorld();
  engines = Object.fromEntries(
    Object.entries(objects).map(([name, all]) => [name, engineOver(name, all)]),
  );
}, 30_000);

function endOf(text: string): Endpoint {
  const ref = parseWorkloadRef(text);
  return ref ? { type: 'workload', ref } : { type: 'address', address: text };
}
const connectionOf = ({ question }: Told): Connection => ({
  ...question,
  from: endOf(question.from),
  to: endOf(question.to),
  protocol: question.protocol ?? 'TCP',
});

/** The state, and what is proposed or stands in the way, for every refusal told. */
const expected: Record<string, readonly string[]> = {
  '2': ['proven', 'AuthorizationPolicy production'],
  '3': [
    'proven',
    'NetworkPolicy production',
    'NetworkPolicy production',
    'AuthorizationPolicy production',
  ],
  '5': ['proven', 'AuthorizationPolicy production'],
  '6': ['none', 'connection-broken', 'caller-proves-no-identity'],
  // A plain rule past Cilium's HTTP rule takes its limit away for this caller.
  '7': ['opens-more', 'NetworkPolicy production'],
  '8': ['proven', 'AuthorizationPolicy production'],
  '9': ['proven', 'AuthorizationPolicy production'],
  // The tunnel's port stands for every port behind it.
  '10': ['opens-more', 'NetworkPolicy production'],
  '11': ['none', 'connection-broken'],
  '12': ['proven', 'AuthorizationPolicy payments-batch'],
  '17': [
    'proven',
    'NetworkPolicy payments-batch',
    'NetworkPolicy production',
    'AuthorizationPolicy production',
  ],
  '19': ['proven', 'NetworkPolicy payments-batch'],
  '20': ['none', 'denied-by-rule'],
};

it('tells what would let every refused call of the story through', () => {
  const found = denied.map(told => {
    const remedy = remedyOf(engines[told.cluster], connectionOf(told));
    return [
      told.id,
      [
        remedy?.state,
        ...(remedy?.objects ?? []).map(o => `${o.kind} ${o.namespace}`),
        ...(remedy?.obstacles ?? []).map(({ code }) => code),
      ],
    ];
  });
  expect(Object.fromEntries(found)).toEqual(expected);
}, 60_000);

it('proposes objects that allow the call when a cluster really has them', () => {
  const told = denied.find(({ id }) => id === '3')!;
  const remedy = remedyOf(engines[told.cluster], connectionOf(told));
  const added = (remedy?.objects ?? []).map(({ object }) => object);
  const changed = engineOver(told.cluster, [
    ...objects[told.cluster],
    ...added,
  ]);
  expect(changed.judge(connectionOf(told)).outcome).toBe('allow');
  const withoutOne = engineOver(told.cluster, [
    ...objects[told.cluster],
    ...added.slice(1),
  ]);
  expect(withoutOne.judge(connectionOf(told)).outcome).toBe('deny');
}, 60_000);
