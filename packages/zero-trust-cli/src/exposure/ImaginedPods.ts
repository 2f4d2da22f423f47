import {
  Engine,
  FactOverrides,
  Field,
  RawObject,
  buildSnapshot,
  compile,
} from '@ztn/zero-trust-engine';
import { isRecord } from '../input/isRecord';
import { PeerSelector, peerSelectorOf } from './PeerSelector';
import { Requirement } from './Requirement';

/** A pod that is not there. */
export interface ImaginedPod {
  /** What holds of its namespace and of itself; nothing else does. */
  readonly namespace: readonly Requirement[];
  readonly pod: readonly Requirement[];
}

/**
 * An engine over the real workloads and pods that are only imagined. A rule
 * admits an imagined pod when every condition of the rule is among what holds of
 * it, word by word: `app In [x]` says nothing about a rule for `app Exists`.
 * Hence each condition becomes a label of its own, in rules and on pods.
 */
export function imagine(
  objects: readonly RawObject[],
  facts: FactOverrides,
  imagined: readonly ImaginedPod[],
  standIns: ReadonlyMap<string, number>,
): Engine {
  const labels = new Labels();
  const rewritten = objects.map(object => withConditions(object, labels));
  const pods = imagined.flatMap((pod, index) =>
    objectsOf(pod, index, labels, standIns),
  );
  return compile(
    buildSnapshot({ cluster: '', objects: [...rewritten, ...pods], facts }),
  );
}

/** Namespace and name of an imagined pod. */
export function imaginedName(index: number): string {
  return `imagined-${index}`;
}

/** Conditions as labels, each under a key of its own. */
class Labels {
  private readonly keys = new Map<string, string>();

  of(requirements: readonly Requirement[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
      requirements.map(({ id }) => [this.keyOf(id), 'holds']),
    );
  }

  private keyOf(id: string): string {
    const known = this.keys.get(id) ?? `condition/${this.keys.size}`;
    this.keys.set(id, known);
    return known;
  }
}

function objectsOf(
  { namespace, pod }: ImaginedPod,
  index: number,
  labels: Labels,
  standIns: ReadonlyMap<string, number>,
): readonly RawObject[] {
  const name = imaginedName(index);
  const ports = (['TCP', 'UDP', 'SCTP'] as const).flatMap(protocol =>
    [...standIns].map(([port, containerPort]) => ({
      name: port,
      containerPort,
      protocol,
    })),
  );
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: labels.of(namespace) },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: name, labels: labels.of(pod) },
      spec: { containers: [{ name: 'imagined', ports }] },
      status: { phase: 'Running' },
    },
  ];
}

/** The policy with conditions in the place of the selectors of its peers. */
function withConditions(object: RawObject, labels: Labels): RawObject {
  const { spec } = object;
  if (!isRecord(spec)) return object;
  const rules = (direction: 'ingress' | 'egress') => {
    const list = spec[direction];
    const side = direction === 'ingress' ? 'from' : 'to';
    if (!Array.isArray(list)) return {};
    return {
      [direction]: list.map((rule: unknown) =>
        isRecord(rule) && Array.isArray(rule[side])
          ? {
              ...rule,
              [side]: rule[side].map((peer: unknown) =>
                conditionPeer(object, peer, labels),
              ),
            }
          : rule,
      ),
    };
  };
  return {
    ...object,
    spec: { ...spec, ...rules('ingress'), ...rules('egress') },
  };
}

function conditionPeer(
  policy: RawObject,
  peer: unknown,
  labels: Labels,
): unknown {
  const selector = peerSelectorOf(policy, new Field(peer));
  if (!selector) return peer;
  const both = selectorsOf(selector, labels);
  return policy.kind === 'NetworkPolicy' ? both : { pods: both };
}

function selectorsOf({ namespace, pod }: PeerSelector, labels: Labels) {
  return {
    namespaceSelector: { matchLabels: labels.of(namespace) },
    podSelector: { matchLabels: labels.of(pod) },
  };
}
