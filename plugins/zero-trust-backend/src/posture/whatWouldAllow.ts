import { NearRule, Remedy } from '@ztn/backstage-plugin-zero-trust-common';
import {
  Connection,
  Engine,
  NearRule as EngineNearRule,
  nearestRules,
  Opened,
  Remedy as EngineRemedy,
  remedyOf,
  Snapshot,
} from '@ztn/zero-trust-engine';
import { redact } from './redact';

/** A question to the engine, with what it answered. */
interface Judged<A> {
  readonly connection: Connection;
  readonly answer: A & { readonly verdict: { readonly outcome: string } };
}

/** What a refusal is explained with. */
interface Explanation {
  readonly nearest?: readonly EngineNearRule[];
  readonly remedy?: EngineRemedy;
}

/** A remedy costs a compile of the cluster, and a question may mean many pairs. */
const MAX_REMEDIES = 5;

/** Answers with the rules that came closest and, when asked for, what would help. */
export function explainRefusals<A>(
  engine: Engine,
  judged: readonly Judged<A>[],
  withRemedy: boolean,
): readonly (Judged<A>['answer'] & Explanation)[] {
  let left = withRemedy ? MAX_REMEDIES : 0;
  return judged.map(({ connection, answer }) => {
    if (answer.verdict.outcome !== 'deny') return answer;
    const nearest = nearestRules(engine, connection);
    if (left === 0) return { ...answer, nearest };
    left -= 1;
    const remedy = remedyOf(engine, connection);
    return { ...answer, nearest, ...(remedy && { remedy }) };
  });
}

/** Keys of the workloads that a principal stands for, in any trust domain. */
export function namedByPrincipal(
  { workloads }: Snapshot,
  text: string,
): readonly string[] {
  const parts = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(text);
  if (!parts) return [];
  const [, namespace, account] = parts;
  return workloads
    .filter(w => w.namespace === namespace && w.serviceAccount === account)
    .map(({ key }) => key);
}

/**
 * What a rule wants may name workloads by their identity as well, which the
 * rest of an answer never does for anyone but its own ends.
 */
export function redactNearest(
  rules: readonly EngineNearRule[],
  isHidden: {
    readonly names: (text: string) => boolean;
    readonly wants: (text: string) => boolean;
  },
): NearRule[] {
  return rules.map(({ misses, ...rule }) => ({
    ...redact(rule, isHidden.names),
    misses: misses.map(({ part, wants, has }) => ({
      part,
      wants: wants.filter(text => !isHidden.wants(text)),
      has: redact(has, isHidden.names),
    })),
  }));
}

/** Calls of peers that the caller may not read are counted, and not named. */
export function redactRemedy(
  { opens, ...remedy }: EngineRemedy,
  isHidden: (text: string) => boolean,
): Remedy {
  const named = opens
    .map(({ peer, ...rest }) => ({ ...rest, peers: textsOf(peer) }))
    .filter(({ workload, peers }) => ![workload, ...peers].some(isHidden));
  const shown = redact(remedy, isHidden);
  return {
    ...shown,
    objects: shown.objects.map(proposed => ({ ...proposed })),
    obstacles: shown.obstacles.map(({ because, ...obstacle }) => ({
      ...obstacle,
      because: because.map(({ considered, ...evidence }) => ({
        ...evidence,
        ...(considered && { considered: [...considered] }),
      })),
    })),
    opens: named.map(({ ports, ...call }) => ({ ...call, ports: [...ports] })),
    opensHidden: opens.length - named.length,
  };
}

function textsOf(peer: Opened['peer']): string[] {
  switch (peer.type) {
    case 'workload':
      return [peer.key];
    case 'addresses':
      return [...peer.cidrs];
    case 'fqdn':
      return [`fqdn:${peer.name}`];
    default:
      return [peer.peer];
  }
}
