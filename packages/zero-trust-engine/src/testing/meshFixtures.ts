import { Connection, Endpoint, HttpRequest } from '../Connection';
import { parseCidr } from '../cidr';
import { Engine } from '../evaluate/Engine';
import { findingsOf } from '../posture/findingsOf';
import { meshPostureOf } from '../posture/meshPosture';
import { Snapshot } from '../snapshot/Snapshot';
import { Certainty, Outcome, Protocol, Transport } from '../vocabulary';
import { Evidence, Verdict } from '../Verdict';
import { AnyCase, compareEvidence, Fixture, readFixtures } from './fixtures';

/**
 * One question about a whole connection, or about what a workload is, in the
 * shape of the network layer's cases.
 */
export interface MeshCase extends AnyCase {
  /** `namespace/name`, an address, a reserved peer, or `principal:<id>`. */
  readonly from?: string;
  /** The same, or `svc:namespace/name`, `pod:namespace/name`, `fqdn:name`. */
  readonly to?: string;
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly http?: HttpRequest | null;
  readonly sni?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly want?: Outcome;
  readonly transport?: Transport;
  readonly certainty?: Certainty;
  /** Identity at the last enforcement point; `none` for none. */
  readonly identity?: string;
  /** Per backend of a Service: `pod outcome transport`. */
  readonly backends?: readonly string[];
  /** `namespace/name` → port → what its pods accept, `mtls-only` and so on. */
  readonly accepts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Findings that there are, `code object path` or a part of it. */
  readonly findings?: readonly string[];
  /** Codes of findings that there are not. */
  readonly quiet?: readonly string[];
  /** Dry-run: what the answer at the last enforcement point would be. */
  readonly wouldBe?: string;
  /** `namespace/name` → what a running pod is, and what one made now would be. */
  readonly planes?: Readonly<Record<string, string>>;
}

const keys = [
  'name',
  'from',
  'to',
  'port',
  'protocol',
  'http',
  'sni',
  'claims',
  'given',
  'facts',
  'gaps',
  'want',
  'transport',
  'certainty',
  'identity',
  'backends',
  'accepts',
  'planes',
  'findings',
  'quiet',
  'wouldBe',
  'because',
];

/** Fixtures of the transport and the mesh layer. */
export function readMeshFixtures(folder: string): readonly Fixture<MeshCase>[] {
  return readFixtures<MeshCase>(folder, keys);
}

/** What is said of a case, and the same as the engine says it. */
export function compareMeshCase(
  testCase: MeshCase,
  engine: Engine,
): { readonly want: unknown; readonly got: unknown } {
  const { accepts, planes, findings, quiet = [] } = testCase;
  const asked = testCase.to === undefined ? undefined : ask(testCase, engine);
  return {
    want: {
      ...(asked ? wantedOf(testCase) : {}),
      ...(accepts ? { accepts } : {}),
      ...(planes ? { planes } : {}),
      ...(findings ? { findings } : {}),
      noisy: [],
    },
    got: {
      ...asked,
      ...(accepts ? { accepts: acceptedIn(engine.snapshot, accepts) } : {}),
      ...(planes ? { planes: planesIn(engine.snapshot, planes) } : {}),
      ...(findings ? { findings: foundOf(engine, findings) } : {}),
      noisy: findingsOf(engine)
        .map(({ code }) => code)
        .filter(code => quiet.includes(code)),
    },
  };
}

/** Those of the expected findings that there are. */
function foundOf(engine: Engine, wanted: readonly string[]) {
  const texts = findingsOf(engine).map(({ code, object, path }) =>
    [code, object, path].join(' '),
  );
  return wanted.filter(part => texts.some(text => text.includes(part)));
}

function wantedOf(testCase: MeshCase) {
  const { want, transport, certainty, identity, backends, wouldBe } = testCase;
  return {
    outcome: want,
    transport,
    certainty: certainty ?? 'spec',
    missing: [],
    extra: [],
    ...(identity === undefined ? {} : { identity }),
    ...(backends === undefined ? {} : { backends }),
    ...(wouldBe === undefined ? {} : { wouldBe }),
  };
}

function ask(testCase: MeshCase, engine: Engine) {
  const { identity, backends, wouldBe, because } = testCase;
  const verdict = engine.judge(questionOf(testCase, engine.snapshot));
  const last = verdict.layers.filter(l => l.layer === 'mesh').at(-1);
  return {
    outcome: verdict.outcome,
    transport: verdict.transport,
    certainty: verdict.certainty,
    ...compareEvidence(because, decisive(verdict)),
    ...(identity === undefined ? {} : { identity: last?.identity ?? 'none' }),
    ...(backends === undefined
      ? {}
      : {
          backends: (verdict.backends ?? []).map(b =>
            [b.pods.join(','), b.outcome, b.transport].join(' '),
          ),
        }),
    ...(wouldBe === undefined
      ? {}
      : {
          wouldBe: last?.because.find(e => e.params?.wouldBe)?.params?.wouldBe,
        }),
  };
}

/**
 * Evidence that a case must explain: of the first refusing place, or of every
 * place that has the whole answer. A network without policies goes unsaid.
 */
function decisive({ outcome, layers }: Verdict): readonly Evidence[] {
  const same = layers.filter(layer => layer.outcome === outcome);
  const places = outcome === 'deny' ? same.slice(0, 1) : same;
  return places.flatMap(({ layer, because }) =>
    because.filter(
      ({ reason }) =>
        layer !== 'network' ||
        !['no-policy', 'outside-cluster', 'host-network'].includes(reason),
    ),
  );
}

function questionOf(testCase: MeshCase, snapshot: Snapshot): Connection {
  const { from = '', to = '', port, protocol, http, sni, claims } = testCase;
  return {
    from: endpointOf(from, snapshot),
    to: endpointOf(to, snapshot),
    protocol: protocol ?? 'TCP',
    port: port ?? null,
    ...(http === undefined ? {} : { http }),
    ...(sni === undefined ? {} : { tls: { sni } }),
    ...(claims === undefined ? {} : { requestClaims: claims }),
  };
}

const reserved = [
  'world',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
] as const;

function endpointOf(text: string, snapshot: Snapshot): Endpoint {
  const peer = reserved.find(word => word === text);
  if (peer) return { type: 'reserved', peer };
  if (parseCidr(text)) return { type: 'address', address: text };
  const [scheme, ...rest] = text.split(':');
  const name = rest.join(':');
  switch (rest.length === 0 ? '' : scheme) {
    case 'fqdn':
      return { type: 'fqdn', name };
    case 'principal':
      return { type: 'principal', principal: name };
    case 'svc': {
      const [namespace, service] = name.split('/');
      return { type: 'service', namespace, name: service };
    }
    case 'pod': {
      const { ref } = workloadNamed(name, snapshot);
      return { type: 'workload', ref, via: 'address' };
    }
    default:
      return { type: 'workload', ref: workloadNamed(text, snapshot).ref };
  }
}

function workloadNamed(text: string, snapshot: Snapshot) {
  const found = snapshot.workloads.find(
    ({ namespace, ref, pods }) =>
      `${namespace}/${ref.name}` === text ||
      pods.some(pod => `${namespace}/${pod.name}` === text),
  );
  if (!found) throw new Error(`no workload '${text}'`);
  return found;
}

/** `mtls-only`, or with pods counted where they differ: `2 mtls-only, 1 …`. */
function acceptedIn(
  snapshot: Snapshot,
  asked: NonNullable<MeshCase['accepts']>,
) {
  const { mtls } = meshPostureOf(snapshot);
  return Object.fromEntries(
    Object.entries(asked).map(([name, ports]) => {
      const posture = mtls(workloadNamed(name, snapshot));
      return [
        name,
        Object.fromEntries(
          Object.keys(ports).map(port => {
            const enforced =
              posture.ports.find(p => String(p.port) === port)?.enforced ?? [];
            const [only] = enforced;
            const text =
              enforced.length === 1
                ? only.acceptance
                : enforced
                    .map(e => `${e.pods.length} ${e.acceptance}`)
                    .join(', ');
            return [port, text];
          }),
        ),
      ];
    }),
  );
}

/** `what is running/what would be made now`. */
function planesIn(snapshot: Snapshot, asked: NonNullable<MeshCase['planes']>) {
  const { enrolment } = meshPostureOf(snapshot);
  return Object.fromEntries(
    Object.keys(asked).map(name => {
      const { pods, declared } = enrolment(workloadNamed(name, snapshot));
      const running = [...new Set(pods.map(pod => pod.dataPlane))].join(',');
      return [name, `${running}/${declared}`];
    }),
  );
}
