import { Hop, StringMap } from '@ztn/zero-trust-engine';
import { istioPaths } from '../goal/paths';
import { Draft, DraftRule, GenerateContext, Generated } from './Draft';
import { lastingLabels } from './lastingLabels';
import { metadataOf } from './metadata';

/**
 * Istio's policy at the proxy that refuses, for the identity that arrives there:
 * the caller's own, or a waypoint's where one stands between.
 */
export function authorizationPolicy(
  { place, rules }: Draft,
  context: GenerateContext,
): Generated {
  if (place.layer !== 'mesh') throw new Error('not a place of the mesh');
  const { snapshot, request, edge } = context;
  const { hop } = place;
  const target = targetOf(hop, context);
  if ('cannot' in target) return target;
  const { namespace, name, attach } = target;
  if (namespace === snapshot.facts.istio.rootNamespace) {
    return {
      cannot: `a policy in ${namespace} would hold for the whole mesh`,
    };
  }
  if (hop.identity === undefined) {
    return { cannot: 'the caller proves no identity that a policy could name' };
  }
  const [caller] = edge.callers;
  const seen = isOf(hop.identity, caller)
    ? `${caller.namespace}-${caller.ref.name}`
    : nameIn(hop.identity);
  const naming = {
    kind: 'AuthorizationPolicy' as const,
    namespace,
    caller: seen,
    callee: name,
    end: hop.point === 'waypoint' ? '-waypoint' : '',
  };
  return {
    object: {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: metadataOf(naming, snapshot, request),
      spec: {
        ...attach,
        action: 'ALLOW',
        rules: rulesOf(hop.identity, rules),
      },
    },
  };
}

/**
 * One item holds who and what: two items would mean either of them. A rule that
 * reads HTTP is dropped as a whole where a port is none, so what does not read
 * it has a rule of its own.
 */
function rulesOf(
  identity: string,
  rules: readonly DraftRule[],
): readonly object[] {
  const reading = rules.filter(({ withHttp }) => withHttp);
  const plain = rules.filter(({ withHttp }) => !withHttp);
  return [reading, plain]
    .filter(some => some.length > 0)
    .map(some => ({
      from: [{ source: { principals: [identity] } }],
      to: operationsOf(some),
    }));
}

interface Target {
  readonly namespace: string;
  readonly name: string;
  readonly attach: Readonly<Record<string, unknown>>;
}

/** Waypoints enforce for a Service; every other proxy for its own pods. */
function targetOf(
  hop: Hop,
  { snapshot, edge }: GenerateContext,
): Target | { readonly cannot: string } {
  if (hop.point === 'waypoint') {
    if (!hop.service) {
      return { cannot: 'the waypoint serves no Service of this cluster here' };
    }
    const { namespace, name } = hop.service.meta;
    const refs = [{ group: '', kind: 'Service', name }];
    return { namespace, name, attach: { targetRefs: refs } };
  }
  if (hop.at.type !== 'workload') {
    return { cannot: 'the proxy there does not belong to a workload' };
  }
  const { workload } = hop.at;
  const labels: StringMap | undefined = lastingLabels(snapshot, workload, edge);
  if (!labels) {
    return {
      cannot: `no lasting labels choose ${workload.key} and nothing else`,
    };
  }
  return {
    namespace: workload.namespace,
    name: workload.ref.name,
    attach: { selector: { matchLabels: labels } },
  };
}

function operationsOf(rules: readonly DraftRule[]): readonly object[] {
  const operations = rules.map(({ rule: { http }, port, withHttp }) => ({
    operation: {
      ports: [String(port)],
      ...(withHttp && http && http.methods.length > 0
        ? { methods: http.methods }
        : {}),
      ...(withHttp && http && http.paths.length > 0
        ? { paths: http.paths.flatMap(istioPaths) }
        : {}),
    },
  }));
  return [
    ...new Map(operations.map(item => [JSON.stringify(item), item])).values(),
  ];
}

function isOf(
  identity: string,
  {
    namespace,
    serviceAccount,
  }: {
    readonly namespace: string;
    readonly serviceAccount: string;
  },
): boolean {
  return identity.endsWith(`/ns/${namespace}/sa/${serviceAccount}`);
}

/** `shop-web` of `cluster.local/ns/shop/sa/web`. */
function nameIn(identity: string): string {
  const parts = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(identity);
  return parts ? `${parts[1]}-${parts[2]}` : identity;
}
