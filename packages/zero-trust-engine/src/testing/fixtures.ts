import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { HttpRequest } from '../Connection';
import { buildSnapshot } from '../snapshot/buildSnapshot';
import { FactOverrides } from '../snapshot/Facts';
import { isRecord } from '../snapshot/Field';
import { Gap } from '../snapshot/Gap';
import { StringMap } from '../snapshot/KubernetesObject';
import { Snapshot } from '../snapshot/Snapshot';
import { Certainty, Direction, Outcome, Protocol } from '../vocabulary';
import { Evidence } from '../Verdict';
import {
  aNamespace,
  aNode,
  aPod,
  aService,
  PodOptions,
  policyApis,
  ServiceOptions,
} from './builders';
import { objectsFromYaml } from './fromYaml';

/** One YAML file: a rule of upstream in its words, a cluster, and questions. */
export interface Fixture<C extends AnyCase = FixtureCase> {
  readonly file: string;
  readonly rule: string;
  readonly facts?: FactOverrides;
  readonly namespaces?: Readonly<Record<string, StringMap>>;
  readonly nodes?: Readonly<
    Record<string, { addresses?: readonly string[]; labels?: StringMap }>
  >;
  /** `namespace/name` → what its pod is; each becomes a bare pod. */
  readonly workloads: Readonly<Record<string, PodOptions | null>>;
  /** `namespace/name` → what the Service is. */
  readonly services?: Readonly<Record<string, ServiceOptions>>;
  /** Another file of the folder, `_c1.yaml`, whose cluster this one has. */
  readonly base?: string;
  readonly given?: GivenObjects;
  readonly cases: readonly C[];
}

/** What every kind of case has. */
export interface AnyCase {
  readonly name: string;
  /** Objects beside those of the file. */
  readonly given?: GivenObjects;
  readonly facts?: FactOverrides;
  /** Kinds that the reader could not read. */
  readonly gaps?: readonly Gap[];
  /** What decides, `Kind namespace/name path reason` or a part of it. */
  readonly because: readonly string[];
}

/**
 * Policies and other objects: YAML documents as text, or a list of objects, of
 * which well-known policy kinds may leave out their `apiVersion`.
 */
export type GivenObjects =
  | string
  | readonly Readonly<Record<string, unknown>>[];

export interface FixtureCase extends AnyCase {
  /** `namespace/name`, an address, `fqdn:name`, `node:name` or a reserved peer. */
  readonly from: string;
  readonly to: string;
  /** Absent for ICMP. */
  readonly port?: number;
  readonly protocol?: Protocol;
  /** One end of the network layer; absent: both. */
  readonly direction?: Direction;
  readonly http?: HttpRequest | null;
  readonly sni?: string;
  readonly encryptedByMesh?: boolean;
  readonly want: Outcome;
  readonly certainty?: Certainty;
}

const fixtureKeys = [
  'base',
  'rule',
  'facts',
  'namespaces',
  'nodes',
  'workloads',
  'services',
  'given',
  'cases',
];
const caseKeys = [
  'name',
  'from',
  'to',
  'port',
  'protocol',
  'direction',
  'http',
  'sni',
  'encryptedByMesh',
  'given',
  'facts',
  'gaps',
  'want',
  'certainty',
  'because',
];

/**
 * Every fixture of a folder. A key that nobody reads is an error.
 *
 * @param keys - what a case may say
 */
export function readFixtures<C extends AnyCase = FixtureCase>(
  folder: string,
  keys: readonly string[] = caseKeys,
): readonly Fixture<C>[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml') && !name.startsWith('_'))
    .sort()
    .map(file => {
      const read = (name: string) =>
        parse(readFileSync(join(folder, name), 'utf8')) as Fixture<C>;
      const own = read(file);
      const value = own.base ? { ...read(own.base), ...own } : own;
      refuseUnknownKeys(value, fixtureKeys, file);
      const names = new Set<string>();
      for (const testCase of value.cases) {
        refuseUnknownKeys(testCase, keys, `${file} ${testCase.name}`);
        if (names.has(testCase.name)) {
          throw new Error(`${file}: two cases are named '${testCase.name}'`);
        }
        if (!testCase.because) {
          throw new Error(`${file}: '${testCase.name}' does not say because`);
        }
        names.add(testCase.name);
      }
      return deepFreeze({ ...value, file });
    });
}

/** The cluster of one case. */
export function snapshotOfCase<C extends AnyCase>(
  fixture: Fixture<C>,
  testCase: C,
): Snapshot {
  const pods = Object.entries(fixture.workloads).map(([ref, options]) => {
    const [namespace, name] = ref.split('/');
    return aPod({ ...options, namespace, name });
  });
  const objects: readonly unknown[] = [
    ...Object.entries(fixture.namespaces ?? {}).map(([name, labels]) =>
      aNamespace(name, labels ?? {}),
    ),
    ...Object.entries(fixture.nodes ?? {}).map(([name, node]) =>
      aNode(name, node.addresses, node.labels),
    ),
    ...pods,
    ...Object.entries(fixture.services ?? {}).map(([ref, options]) => {
      const [namespace, name] = ref.split('/');
      return aService({ ...options, namespace, name });
    }),
    ...objectsOf(fixture.given),
    ...objectsOf(testCase.given),
  ];
  const facts = {
    ...fixture.facts,
    ...testCase.facts,
    ...(fixture.facts?.istio && {
      istio: { ...fixture.facts.istio, ...testCase.facts?.istio },
    }),
    ...(fixture.facts?.cilium && {
      cilium: { ...fixture.facts.cilium, ...testCase.facts?.cilium },
    }),
  };
  const { gaps } = testCase;
  return buildSnapshot({ cluster: '', objects, facts, gaps, parseYaml: parse });
}

/** The objects of a fixture, with the API versions that it left out. */
export function objectsOf(given: GivenObjects = []): readonly unknown[] {
  const objects = typeof given === 'string' ? objectsFromYaml(given) : given;
  const apis: Readonly<Record<string, string>> = policyApis;
  return objects.map(object =>
    isRecord(object)
      ? { apiVersion: apis[String(object.kind)], ...object }
      : object,
  );
}

/** Evidence as a case writes it. */
export function evidenceText(evidence: Evidence): string {
  return [
    evidence.policy,
    evidence.path,
    evidence.reason,
    ...(evidence.considered ?? []),
  ]
    .filter(part => part !== undefined)
    .join(' ');
}

/**
 * Expected texts that no evidence contains, and evidence that no expected text
 * speaks of. Both are empty when the right thing decided.
 */
export function compareEvidence(
  expected: readonly string[],
  evidence: readonly Evidence[],
): { readonly missing: readonly string[]; readonly extra: readonly string[] } {
  const texts = evidence.map(evidenceText);
  return {
    missing: expected.filter(part => !texts.some(text => text.includes(part))),
    extra: texts.filter(text => !expected.some(part => text.includes(part))),
  };
}

/** A key that nobody reads is a mistake in the fixture. */
export function refuseUnknownKeys(
  value: object,
  known: readonly string[],
  where: string,
) {
  const odd = Object.keys(value).find(key => !known.includes(key));
  if (odd) throw new Error(`${where}: unknown key '${odd}'`);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
