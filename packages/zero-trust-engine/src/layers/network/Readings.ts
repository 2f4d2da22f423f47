import { Snapshot } from '../../snapshot/Snapshot';
import { CiliumPrograms } from './cilium/CiliumPrograms';
import { CiliumReading } from './cilium/CiliumReading';
import { NodeProfile, NodeProfiles, nodeProfiles } from './cilium/nodeProfiles';
import { Decision, decision, strictestOf, withCertainty } from './Decision';
import { EnforcedKind, KindEnforcement, kindEnforcement } from './enforcement';
import { KubernetesPrograms } from './KubernetesPrograms';
import { KubernetesReading } from './KubernetesReading';
import { Reading } from './Reading';
import { Selection } from './Selection';

/**
 * The readings that a cluster's facts leave open, and how their answers become
 * one. `declared` is the reading of what is written.
 */
export interface Readings {
  /** By which kinds are enforced, to be taken over after a change. */
  readonly programs: ReadonlyMap<string, KubernetesPrograms>;
  /** By the profile of the agents and the kinds that they act on. */
  readonly cilium: ReadonlyMap<string, CiliumPrograms>;
  readonly declared: Reading;
  readonly others: readonly Reading[];
  readonly combine: (
    declared: Decision,
    others: readonly Decision[],
    policies: readonly string[],
  ) => Decision;
}

const everyKind: KindEnforcement = {
  NetworkPolicy: true,
  AdminNetworkPolicy: true,
  BaselineAdminNetworkPolicy: true,
  ClusterNetworkPolicy: true,
};

const clusterKinds = [
  { kind: 'AdminNetworkPolicy', key: 'AdminNetworkPolicy' },
  { kind: 'BaselineAdminNetworkPolicy', key: 'BaselineAdminNetworkPolicy' },
  {
    kind: 'ClusterNetworkPolicy',
    key: 'ClusterNetworkPolicy.policy.networking.k8s.io',
  },
] as const satisfies readonly { kind: EnforcedKind; key: string }[];

/** The readings of a snapshot, compiled. */
export function readingsOf(
  snapshot: Snapshot,
  selection: Selection,
  previous?: Readings,
): Readings {
  const made = {
    programs: new Map<string, KubernetesPrograms>(),
    cilium: new Map<string, CiliumPrograms>(),
  };
  return { ...readingsBy(snapshot, selection, made, previous), ...made };
}

function readingsBy(
  snapshot: Snapshot,
  selection: Selection,
  made: {
    readonly programs: Map<string, KubernetesPrograms>;
    readonly cilium: Map<string, CiliumPrograms>;
  },
  previous: Readings | undefined,
): Omit<Readings, 'programs' | 'cilium'> {
  const enforced = kindEnforcement(snapshot.facts);
  const kubernetes = (kinds: KindEnforcement) => {
    const key = JSON.stringify(kinds);
    const old = previous?.programs.get(key);
    const programs = new KubernetesPrograms(snapshot, selection, kinds, old);
    made.programs.set(key, programs);
    return new KubernetesReading(programs);
  };
  const cilium = ({ profile, enforced: kinds }: NodeProfile) => {
    const key = JSON.stringify([profile, kinds]);
    const programs = new CiliumPrograms(
      snapshot,
      selection,
      profile,
      kinds,
      previous?.cilium.get(key),
    );
    made.cilium.set(key, programs);
    return new CiliumReading(programs, profile);
  };
  switch (snapshot.facts.cni) {
    case 'cilium': {
      const { profiles, differ } = nodeProfiles(snapshot);
      const [declared, ...others] = profiles.map(cilium);
      return { declared, others, combine: combineBy[differ] };
    }
    case 'none':
      return {
        declared: kubernetes(everyKind),
        others: [],
        combine: notEnforced,
      };
    case 'unknown':
      return {
        declared: kubernetes({ ...everyKind, ...snapshot.facts.enforces }),
        others: nodeProfiles(snapshot).profiles.map(cilium),
        combine: perhapsEnforced,
      };
    default: {
      const sure = withoutUnknown(enforced);
      const isOpen = clusterKinds.some(
        ({ kind, key }) =>
          enforced[kind] === 'unknown' &&
          (snapshot.objects(key).length > 0 || snapshot.gapsOf(key).length > 0),
      );
      return {
        declared: kubernetes(enforced),
        others: isOpen ? [kubernetes(sure)] : [],
        combine: assumingKinds,
      };
    }
  }
}

function withoutUnknown(enforced: KindEnforcement): KindEnforcement {
  return {
    NetworkPolicy: enforced.NetworkPolicy,
    AdminNetworkPolicy: enforced.AdminNetworkPolicy === true,
    BaselineAdminNetworkPolicy: enforced.BaselineAdminNetworkPolicy === true,
    ClusterNetworkPolicy: enforced.ClusterNetworkPolicy === true,
  };
}

/**
 * A plugin that stores no more than it enforces is the rule for the policy
 * API's kinds, since their CRDs come with the plugin: what is declared counts.
 * Where it matters that this is assumed, the certainty says so.
 */
function assumingKinds(
  declared: Decision,
  others: readonly Decision[],
): Decision {
  if (others.every(other => other.outcome === declared.outcome)) {
    return declared;
  }
  return withCertainty(declared, 'cni-dependent');
}

/** Agents of some nodes are set otherwise: which one decides, nobody knows. */
const perNode: Readings['combine'] = (declared, others) =>
  sameOutcome(declared, others)
    ? declared
    : undecided('per-node-override', declared, others);

/** What the agents' version decides is not known. */
const versionUnread: Readings['combine'] = (declared, others) =>
  sameOutcome(declared, others)
    ? declared
    : undecided('cilium-settings-unread', declared, others);

/**
 * What the agents are told is not known, and any policy may mean something else
 * under other settings. A pod reaches itself under all of them. What the usual
 * settings would say is told beside the answer, not what other ones might.
 */
const settingsUnread: Readings['combine'] = (declared, others, policies) => {
  const isFree =
    policies.length === 0 ||
    declared.because.some(({ reason }) => reason === 'self');
  return isFree && sameOutcome(declared, others)
    ? declared
    : undecided('cilium-settings-unread', declared, []);
};

const combineBy = {
  'per-node': perNode,
  'version-unread': versionUnread,
  'settings-unread': settingsUnread,
} as const satisfies Record<NodeProfiles['differ'], Readings['combine']>;

function sameOutcome(declared: Decision, others: readonly Decision[]): boolean {
  return others.every(({ outcome }) => outcome === declared.outcome);
}

function undecided(
  reason: 'per-node-override' | 'cilium-settings-unread',
  declared: Decision,
  others: readonly Decision[],
): Decision {
  const { certainty, because } = strictestOf([declared, ...others]);
  const params = { declared: declared.outcome };
  return {
    outcome: 'unknown',
    certainty,
    because: [{ reason, params }, ...because],
  };
}

/** The plugin ignores policies: what they declare is told, and not counted. */
function notEnforced(
  declared: Decision,
  _others: readonly Decision[],
  policies: readonly string[],
): Decision {
  if (policies.length === 0) return declared;
  return decision('allow', 'cni-does-not-enforce', {
    considered: policies,
    params: { declared: declared.outcome },
  });
}

/** Nobody knows which plugin runs: what would be denied may be allowed. */
function perhapsEnforced(
  declared: Decision,
  others: readonly Decision[],
  policies: readonly string[],
): Decision {
  const strict = strictestOf([declared, ...others]);
  if (strict.outcome === 'allow') return strict;
  return {
    outcome: 'unknown',
    certainty: 'cni-dependent',
    because: [
      {
        reason: 'enforcement-unknown',
        considered: policies,
        params: { declared: strict.outcome },
      },
    ],
  };
}
