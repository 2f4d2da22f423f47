import { GapNote } from '../../Verdict';
import { formatObjectRef } from '../../refs';
import { Gap } from '../../snapshot/Gap';
import { ObjectMeta } from '../../snapshot/KubernetesObject';
import { Snapshot } from '../../snapshot/Snapshot';
import { AuthorizationPolicy } from '../../snapshot/parseAuthorizationPolicy';
import {
  AttachmentSettings,
  Enforcer,
  attaches,
  candidateNamespaces,
  isForRevision,
} from './attachedPolicies';
import { implicitWaypointPolicies } from './implicitWaypointPolicies';
import { patchingFilters } from './patchingFilters';
import { AttachedPolicy, PolicySet, attachedPolicy } from './PolicySet';
import { enforcesDryRun } from './ztunnelDryRun';
import { meshObjects } from './discovered';
import { objectsIn } from '../objectsIn';

/** Finds the policies of an enforcement point; remembers what it found. */
export interface PolicyIndex {
  at(enforcer: Enforcer): PolicySet;
}

/** A policy that may attach, as the data planes read it. */
interface Candidate {
  readonly meta: ObjectMeta;
  readonly policy: AuthorizationPolicy;
  readonly forProxy: AttachedPolicy;
  readonly asWritten: AttachedPolicy;
}

/** Everything of a snapshot that attaches to enforcement points. */
export function policyIndex(snapshot: Snapshot): PolicyIndex {
  const { istio } = snapshot.facts;
  const settings: AttachmentSettings = {
    rootNamespace: istio.rootNamespace,
    selectorsOnGateways:
      istio.env.ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY !== 'false',
  };
  const trustDomains = [istio.trustDomain, ...istio.trustDomainAliases];
  const candidates = new Map<string, readonly Candidate[]>();
  const policiesIn = (namespace: string): readonly Candidate[] => {
    const known =
      candidates.get(namespace) ??
      objectsIn(snapshot, 'AuthorizationPolicy', namespace).map(policy => ({
        meta: policy.meta,
        policy,
        forProxy: attachedPolicy(policy, trustDomains),
        // ztunnel and proxyless gRPC compare principals as they are written.
        asWritten: attachedPolicy(policy, []),
      }));
    candidates.set(namespace, known);
    return known;
  };
  const filters = meshObjects(snapshot, 'EnvoyFilter');
  const found = new Map<string, PolicySet>();
  // Policies of ztunnel are then asked at waypoints too, which no test pins.
  const layered =
    istio.env.ENABLE_LAYERED_WAYPOINT_AUTHORIZATION_POLICIES === 'true';
  const oldZtunnel = enforcesDryRun(snapshot);
  const implicit = implicitWaypointPolicies(snapshot);

  const compile = (enforcer: Enforcer): PolicySet => {
    const namespaces = candidateNamespaces(enforcer, settings);
    const nearby = namespaces.flatMap(policiesIn);
    const attached = nearby.filter(({ policy }) =>
      attaches(policy.meta, policy.target, enforcer, settings),
    );
    const isProxy = enforcer.point !== 'ztunnel';
    const isGrpc = enforcer.point === 'proxyless-grpc';
    const asWritten = !isProxy || isGrpc;
    // Without a proxy nothing validates a token, ztunnel's or gRPC's own.
    const readsTokens = isProxy && !isGrpc;
    const mine = attached
      .filter(({ meta }) => isForRevision(meta, enforcer.revision) === true)
      .map(entry => (asWritten ? entry.asWritten : entry.forProxy))
      .concat(isProxy ? [] : implicit(enforcer));
    const requestAuthentications = namespaces
      .flatMap(ns => objectsIn(snapshot, 'RequestAuthentication', ns))
      .filter(
        ra =>
          attaches(ra.meta, ra.target, enforcer, settings) &&
          isForRevision(ra.meta, enforcer.revision) !== false,
      );
    return {
      ...sortByRole(mine, enforcer),
      ...(requestAuthentications.length > 0 && readsTokens
        ? {
            issuers: requestAuthentications.flatMap(ra => ra.issuers),
            forwardedIssuers: requestAuthentications.flatMap(
              ra => ra.forwardedIssuers,
            ),
          }
        : {}),
      gaps: [
        ...gapsIn(snapshot, 'AuthorizationPolicy', namespaces),
        ...(readsTokens
          ? gapsIn(snapshot, 'RequestAuthentication', namespaces)
          : []),
        ...(isProxy ? gapsIn(snapshot, 'EnvoyFilter', namespaces) : []),
        ...attached
          .filter(
            ({ meta }) => isForRevision(meta, enforcer.revision) === 'unknown',
          )
          .map(({ meta }) => gapOf(meta, 'revision-unknown')),
        ...(enforcer.point === 'waypoint' && layered
          ? nearby
              .filter(({ policy }) => policy.target.targetRefs.length === 0)
              .map(({ meta }) => gapOf(meta, 'layered-waypoint-policies'))
          : []),
        ...(isProxy || !oldZtunnel
          ? []
          : mine
              .filter(({ policy }) => policy.dryRun)
              .map(({ policy }) =>
                gapOf(policy.meta, 'ztunnel-may-enforce-dry-run'),
              )),
      ],
      patchedBy: isProxy
        ? patchingFilters(
            filters.filter(
              ({ meta }) => isForRevision(meta, enforcer.revision) !== false,
            ),
            enforcer,
            settings.rootNamespace,
          )
        : [],
      probable:
        !isProxy &&
        (nearby.some(({ policy }) => hasEmptySelector(policy)) ||
          mine.some(({ policy }) => namesTrustDomains(policy))),
    };
  };

  return {
    at(enforcer) {
      const key = JSON.stringify([
        enforcer.point,
        enforcer.namespace,
        Object.entries(enforcer.labels).sort(),
        enforcer.service?.meta.namespace,
        enforcer.service?.meta.name,
        enforcer.entry?.namespace,
        enforcer.entry?.name,
        enforcer.revision,
      ]);
      const known = found.get(key);
      if (known) return known;
      const set = compile(enforcer);
      found.set(key, set);
      return set;
    },
  };
}

function sortByRole(
  attached: readonly AttachedPolicy[],
  enforcer: Enforcer,
): Pick<PolicySet, 'allow' | 'deny' | 'custom' | 'idle'> {
  const grpc = enforcer.point === 'proxyless-grpc';
  const ztunnel = enforcer.point === 'ztunnel';
  // Proxyless gRPC does not know dry-run: it enforces.
  const idle = (a: AttachedPolicy) =>
    a.policy.action === 'AUDIT' ||
    (a.policy.action === 'CUSTOM' && (grpc || ztunnel)) ||
    (a.policy.dryRun && !grpc && a.policy.action !== 'CUSTOM');
  const deciding = (action: AuthorizationPolicy['action']) =>
    attached.filter(a => a.policy.action === action && !idle(a));
  const allow = deciding('ALLOW');
  return {
    // An ALLOW set without any rule gives proxyless gRPC no filter at all.
    allow: grpc && allow.every(a => a.policy.rules.length === 0) ? [] : allow,
    deny: deciding('DENY'),
    custom: deciding('CUSTOM'),
    idle: attached.filter(idle),
  };
}

/** Gaps of a kind that may hide an object of one of these namespaces. */
export function gapsIn(
  snapshot: Snapshot,
  kind: string,
  namespaces: readonly string[],
): readonly GapNote[] {
  const concerns = ({ object }: Gap) =>
    object?.namespace === undefined || namespaces.includes(object.namespace);
  return snapshot
    .gapsOf(kind)
    .filter(concerns)
    .map(gap => ({
      kind,
      reason: gap.reason,
      detail: gap.object ? formatObjectRef(gap.object) : gap.detail,
    }));
}

function gapOf(meta: ObjectMeta, reason: string): GapNote {
  return {
    kind: 'AuthorizationPolicy',
    reason,
    detail: formatObjectRef({ kind: 'AuthorizationPolicy', ...meta }),
  };
}

function hasEmptySelector({ target }: AuthorizationPolicy): boolean {
  return (
    target.selector !== undefined && Object.keys(target.selector).length === 0
  );
}

/** ztunnel's form has no place for them; what is left was read in code only. */
function namesTrustDomains({ rules }: AuthorizationPolicy): boolean {
  return rules
    .flatMap(rule => rule.from ?? [])
    .flatMap(clause => clause.conditions)
    .some(({ attribute }) => attribute === 'source.trustDomain');
}
