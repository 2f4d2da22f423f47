import { Draft, GenerateContext, Generated } from './Draft';
import { metadataOf } from './metadata';
import { networkEnds, NetworkEnds } from './networkEnds';

/** The label by which every namespace is known. */
const namespaceName = 'kubernetes.io/metadata.name';

/** Kubernetes' NetworkPolicy for the callee: who may come in, and where. */
export function networkPolicyIngress(
  draft: Draft,
  context: GenerateContext,
): Generated {
  const ends = networkEnds(draft, context);
  if ('cannot' in ends) return ends;
  return policyOf(draft, context, ends, {
    caller: `${ends.peer.namespace}-${ends.peer.ref.name}`,
    callee: ends.subject.ref.name,
    end: '',
    body: {
      // Always written: left out it would mean Ingress whatever else is there.
      policyTypes: ['Ingress'],
      ingress: [{ from: [peerOf(ends)], ports: portsOf(draft) }],
    },
  });
}

/** The same for the caller: where it may go. */
export function networkPolicyEgress(
  draft: Draft,
  context: GenerateContext,
): Generated {
  const ends = networkEnds(draft, context);
  if ('cannot' in ends) return ends;
  return policyOf(draft, context, ends, {
    caller: `${ends.subject.namespace}-${ends.subject.ref.name}`,
    callee: ends.peer.ref.name,
    end: '-out',
    body: {
      policyTypes: ['Egress'],
      egress: [{ to: [peerOf(ends)], ports: portsOf(draft) }],
    },
  });
}

interface Parts {
  readonly caller: string;
  readonly callee: string;
  readonly end: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function policyOf(
  _draft: Draft,
  { snapshot, request }: GenerateContext,
  { subject, subjectLabels }: NetworkEnds,
  { caller, callee, end, body }: Parts,
): Generated {
  const naming = {
    kind: 'NetworkPolicy' as const,
    namespace: subject.namespace,
    caller,
    callee,
    end,
  };
  return {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(naming, snapshot, request),
      spec: { podSelector: { matchLabels: subjectLabels }, ...body },
    },
  };
}

/** One element with both selectors: two elements would mean either of them. */
function peerOf({ peer, peerLabels }: NetworkEnds): object {
  return {
    namespaceSelector: { matchLabels: { [namespaceName]: peer.namespace } },
    podSelector: { matchLabels: peerLabels },
  };
}

/** Ports of the pods; the tunnel's port once, whatever is inside of it. */
function portsOf({ rules }: Draft): readonly object[] {
  const ports = rules.map(({ rule: { protocol }, port }) => ({
    protocol,
    port,
  }));
  return [...new Map(ports.map(p => [`${p.protocol}/${p.port}`, p])).values()];
}
