import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { parseCidr } from '../cidr';
import { Endpoint } from '../Connection';
import { buildSnapshot } from '../snapshot/buildSnapshot';
import { FactOverrides } from '../snapshot/Facts';
import { Gap } from '../snapshot/Gap';
import { kindInfo, kinds } from '../snapshot/kinds';
import { RawObject } from '../snapshot/KubernetesObject';
import { ReservedPeer } from '../vocabulary';
import { compile } from './compile';

/** A cluster and the ends that are asked about, each with each. */
interface World {
  readonly facts?: FactOverrides;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly objects: readonly RawObject[];
}

const worldNames = ['plain', 'ownNetworks', 'cilium', 'mesh'] as const;

function readFixture<T>(name: string): T {
  const file = join(__dirname, 'fixtures', 'unread', `${name}.yaml`);
  return parse(readFileSync(file, 'utf8')) as T;
}

const worlds = worldNames.map(name => ({
  name,
  world: readFixture<World>(name),
}));
const adversaries =
  readFixture<Readonly<Record<string, readonly RawObject[]>>>('adversaries');

/** Kinds of which no object can close anything: why, in a word. */
const harmless: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'names and groups pods that are read themselves',
      'ReplicationController Deployment StatefulSet ReplicaSet Job CronJob',
    ],
    ['no verdict reads it', kindsReadBy([])],
    [
      'only posture reads it',
      kindsReadBy(['exposure', 'access', 'admission', 'encryption']),
    ],
    [
      'says how a proxy runs, or what new pods get',
      'ProxyConfig MutatingWebhookConfiguration CustomResourceDefinition',
    ],
    ['adds a way in and closes none', 'ReferenceGrant WorkloadEntry'],
    ['refuses tokens, and none is sent here', 'RequestAuthentication'],
    [
      'a route refuses nothing that its gateway has let in',
      'GatewayClass HTTPRoute GRPCRoute TLSRoute TCPRoute BackendTLSPolicy',
    ],
  ].flatMap(([why, names]) =>
    names
      .split(' ')
      .filter(name => name !== '')
      .map(name => [name, why]),
  ),
);

/** Kinds that nobody but some reads. */
function kindsReadBy(readers: readonly string[]): string {
  return kinds
    .filter(({ readBy }) => readBy.every(by => readers.includes(by)))
    .map(({ key }) => key)
    .join(' ');
}

const keyOf = ({ apiVersion, kind }: RawObject) =>
  kindInfo(apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind)?.key;

function nameOf({ kind, apiVersion, metadata }: RawObject): string {
  const { namespace, name } = metadata as Readonly<Record<string, string>>;
  return `${apiVersion} ${kind} ${namespace ?? ''}/${name}`;
}

function endpointOf(text: string): Endpoint {
  const [kind, name] = text.split(':');
  if (kind === 'fqdn' && name) return { type: 'fqdn', name };
  if (kind === 'svc') {
    const [namespace, service] = name.split('/');
    return { type: 'service', namespace, name: service };
  }
  if (parseCidr(text)) return { type: 'address', address: text };
  if (!text.includes('/'))
    return { type: 'reserved', peer: text as ReservedPeer };
  const [namespace, ownerKind, owner] = text.split('/');
  return {
    type: 'workload',
    ref: { namespace, kind: ownerKind, name: owner },
  };
}

const packets = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'TCP', port: 8080 },
  { protocol: 'UDP', port: 53 },
] as const;

/** Question → outcome; a question about what is not there has the answer `none`. */
function answersOf(
  world: World,
  objects: readonly RawObject[],
  gaps: readonly Gap[] = [],
): ReadonlyMap<string, string> {
  const { facts } = world;
  const engine = compile(
    buildSnapshot({ cluster: '', objects, facts, gaps, parseYaml: parse }),
  );
  const judge = (
    from: string,
    to: string,
    packet: (typeof packets)[number],
  ) => {
    try {
      const ends = { from: endpointOf(from), to: endpointOf(to) };
      return engine.judge({ ...ends, ...packet }).outcome;
    } catch {
      return 'none';
    }
  };
  return new Map(
    world.from.flatMap(from =>
      world.to.flatMap(to =>
        packets.map(packet => [
          `${from} -> ${to} ${packet.port}/${packet.protocol}`,
          judge(from, to, packet),
        ]),
      ),
    ),
  );
}

const full = new Map(
  worlds.map(({ name, world }) => [name, answersOf(world, world.objects)]),
);

/** The world without what it has of a kind, which the reader may not list. */
function unread(world: World, key: string) {
  const { kind, group } = kinds.find(info => info.key === key)!;
  return answersOf(
    world,
    world.objects.filter(object => keyOf(object) !== key),
    [{ kind, group, reason: 'forbidden' }],
  );
}

/** The world with what the objects of a kind may be. */
function worst(world: World, objects: readonly RawObject[]) {
  const replaced = new Set(objects.map(nameOf));
  return answersOf(world, [
    ...world.objects.filter(object => !replaced.has(nameOf(object))),
    ...objects,
  ]);
}

const allowed = (answers: ReadonlyMap<string, string>) =>
  [...answers].flatMap(([question, answer]) =>
    answer === 'allow' ? [question] : [],
  );

describe('a kind that cannot be read', () => {
  it('is either known to close something, or known not to', () => {
    const listed = [...Object.keys(adversaries), ...Object.keys(harmless)];
    expect(listed.sort()).toEqual(kinds.map(({ key }) => key).sort());
  });

  it.each(worlds)(
    'matters to a world of which much is allowed: $name',
    ({ name }) => {
      expect(allowed(full.get(name)!).length).toBeGreaterThan(10);
    },
  );

  it.each(kinds.map(({ key }) => key))('opens nothing: %s', key => {
    const opened = worlds.flatMap(({ name, world }) =>
      allowed(unread(world, key))
        .filter(question => full.get(name)!.get(question) !== 'allow')
        .map(
          question =>
            `${name}: ${question} was ${full.get(name)!.get(question)}`,
        ),
    );
    expect(opened).toEqual([]);
  });

  it.each(Object.entries(adversaries))(
    'leaves nothing allowed that it may close: %s',
    (key, objects) => {
      const closable = worlds.flatMap(({ name, world }) => {
        const closed = worst(world, objects);
        const open = unread(world, key);
        return allowed(full.get(name)!)
          .filter(question => closed.get(question) !== 'allow')
          .map(question => ({
            question: `${name}: ${question}`,
            stays: open.get(question) === 'allow',
          }));
      });
      expect(closable.length).toBeGreaterThan(0);
      expect(
        closable.filter(({ stays }) => stays).map(({ question }) => question),
      ).toEqual([]);
    },
  );
});
