import {
  ciliumRejection,
  Rejection,
} from '../../../layers/network/cilium/ciliumRejection';
import {
  CiliumProfile,
  ciliumProfile,
} from '../../../layers/network/cilium/CiliumProfile';
import { CiliumPolicy } from '../../../snapshot/ciliumPolicy';
import { Snapshot } from '../../../snapshot/Snapshot';
import { FindingCheck } from '../FindingContext';
import { nameOf } from '../objects';
import { ciliumPolicies, knowsCiliumConfig } from './ciliumPolicies';

/**
 * The agent drops an object with one fault whole: it protects nothing, and the
 * API server shows it all the same. Its own word counts before our checks.
 */
export const ciliumPolicyRejected: FindingCheck = ({ snapshot, subjects }) => {
  if (snapshot.facts.cni !== 'cilium') return [];
  const profiles = possibleProfiles(snapshot, subjects.profile);
  return ciliumPolicies(snapshot).flatMap(policy => {
    const rejection = rejectionUnderAll(policy, profiles);
    if (!rejection) return [];
    const { path, reason } = rejection;
    return [
      {
        code: 'cilium-policy-rejected',
        severity: 'high',
        object: nameOf(policy.kind, policy),
        path,
        workloads: subjects.ofCiliumPolicy(policy),
        params: {
          reason,
          by: policy.accepted === false ? 'agent' : 'validation',
        },
      },
    ];
  });
};

/** The newest version is assumed where none is known; so try the oldest too. */
const oldest = '1.14';

function possibleProfiles(
  snapshot: Snapshot,
  profile: CiliumProfile,
): readonly CiliumProfile[] {
  const { facts } = snapshot;
  const { cilium } = facts;
  const versions =
    profile.version === undefined && cilium
      ? [
          profile,
          ciliumProfile({ ...facts, cilium: { ...cilium, version: oldest } }),
        ]
      : [profile];
  if (knowsCiliumConfig(snapshot)) return versions;
  return versions.flatMap(known => [
    known,
    {
      ...known,
      l7Proxy: !known.l7Proxy,
      nodeSelectorLabels: !known.nodeSelectorLabels,
      icmpRules: !known.icmpRules,
      extendedProtocols: !known.extendedProtocols,
    },
  ]);
}

function rejectionUnderAll(
  policy: CiliumPolicy,
  profiles: readonly CiliumProfile[],
): Rejection | undefined {
  const rejections = profiles.map(profile => ciliumRejection(policy, profile));
  return rejections.includes(undefined) ? undefined : rejections[0];
}
