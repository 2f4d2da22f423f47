import { RawObject } from '@ztn/zero-trust-engine';
import { ciliumPaths } from '../goal/paths';
import { Draft, DraftRule, GenerateContext, Generated } from './Draft';
import { metadataOf, Naming } from './metadata';
import { networkEnds, NetworkEnds } from './networkEnds';

/** Cilium's own policy for the callee: who may come in, and what may be asked. */
export function ciliumPolicyIngress(
  draft: Draft,
  context: GenerateContext,
): Generated {
  const ends = networkEnds(draft, context);
  if ('cannot' in ends) return ends;
  const naming = {
    kind: 'CiliumNetworkPolicy' as const,
    namespace: ends.subject.namespace,
    caller: `${ends.peer.namespace}-${ends.peer.ref.name}`,
    callee: ends.subject.ref.name,
  };
  const rule = { fromEndpoints: [endpointOf(ends)], toPorts: portsOf(draft) };
  return { object: policyOf(ends, naming, context, { ingress: [rule] }) };
}

/** The same for the caller: where it may go. */
export function ciliumPolicyEgress(
  draft: Draft,
  context: GenerateContext,
): Generated {
  const ends = networkEnds(draft, context);
  if ('cannot' in ends) return ends;
  const naming = {
    kind: 'CiliumNetworkPolicy' as const,
    namespace: ends.subject.namespace,
    caller: `${ends.subject.namespace}-${ends.subject.ref.name}`,
    callee: ends.peer.ref.name,
    end: '-out',
  };
  const rule = { toEndpoints: [endpointOf(ends)], toPorts: portsOf(draft) };
  return { object: policyOf(ends, naming, context, { egress: [rule] }) };
}

function policyOf(
  { subjectLabels }: NetworkEnds,
  naming: Naming,
  { snapshot, request, hasDefaultDenyField }: GenerateContext,
  rules: Readonly<Record<string, unknown>>,
): RawObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: metadataOf(naming, snapshot, request),
    spec: {
      endpointSelector: { matchLabels: subjectLabels },
      // Then this object never isolates anybody, now or when others are gone.
      ...(hasDefaultDenyField && {
        enableDefaultDeny: { ingress: false, egress: false },
      }),
      ...rules,
    },
  };
}

/** Without the namespace's label only pods of the policy's own would be meant. */
function endpointOf({ peer, peerLabels }: NetworkEnds): object {
  return {
    matchLabels: {
      'k8s:io.kubernetes.pod.namespace': peer.namespace,
      ...peerLabels,
    },
  };
}

function portsOf({ rules }: Draft): readonly object[] {
  const entries = rules.map(draftRule => ({
    ports: [
      { port: String(draftRule.port), protocol: draftRule.rule.protocol },
    ],
    ...httpOf(draftRule),
  }));
  return [
    ...new Map(entries.map(entry => [JSON.stringify(entry), entry])).values(),
  ];
}

/** Regular expressions that match the whole text; never what a user typed. */
function httpOf({ rule: { http }, withHttp }: DraftRule): object {
  if (!withHttp || !http) return {};
  const method =
    http.methods.length > 0 ? { method: http.methods.join('|') } : {};
  const paths = http.paths.flatMap(ciliumPaths);
  const items =
    paths.length > 0 ? paths.map(path => ({ ...method, path })) : [method];
  return { rules: { http: items } };
}
