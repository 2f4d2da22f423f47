import { Snapshot } from '../../snapshot/Snapshot';
import { Enforcer, covers } from './attachedPolicies';
import { AttachedPolicy, attachedPolicy } from './PolicySet';
import { Binding, Waypoints } from './waypoints';

const flag = 'PILOT_AUTO_ALLOW_WAYPOINT_POLICY';

/**
 * With the flag on, istiod writes an ALLOW policy for the waypoints of a
 * workload and of its Services, at ztunnel. It closes the workload to everybody
 * who goes past them.
 */
export function implicitWaypointPolicies(
  snapshot: Snapshot,
): (enforcer: Enforcer) => readonly AttachedPolicy[] {
  const { env, trustDomain } = snapshot.facts.istio;
  if (env[flag] !== 'true') return () => [];
  const waypoints = new Waypoints(snapshot);
  return ({ namespace, labels }) => {
    const bindings = [
      waypoints.ofWorkload(namespace, labels),
      ...snapshot.services
        .filter(
          ({ meta, selector }) =>
            meta.namespace === namespace &&
            selector !== undefined &&
            covers(selector, labels),
        )
        .map(service => waypoints.ofService(service)),
    ];
    const byGateway = new Map(
      bindings
        .flatMap(eachOf)
        .flatMap(binding =>
          binding.state === 'used' && binding.workloads.length > 0
            ? [[binding.gateway, binding] as const]
            : [],
        ),
    );
    return [...byGateway.values()].map(binding =>
      admitting(binding, trustDomain),
    );
  };
}

function eachOf(binding: Binding): readonly Binding[] {
  return binding.state === 'split' ? binding.ways : [binding];
}

/** Under the name of the Gateway: the policy is no object of the cluster. */
function admitting(
  { gateway, workloads }: Binding & { readonly state: 'used' },
  trustDomain: string,
): AttachedPolicy {
  const [proxy] = workloads;
  const principals = workloads.map(
    w => `${trustDomain}/ns/${w.namespace}/sa/${w.serviceAccount}`,
  );
  const condition = {
    attribute: 'source.principal',
    argument: [],
    values: [...new Set(principals)],
    notValues: [],
    fromWhen: false,
    path: flag,
  } as const;
  const policy = attachedPolicy(
    {
      meta: {
        namespace: proxy.namespace,
        name: `istio_allow_waypoint_${gateway
          .replace(/^Gateway /, '')
          .replace('/', '_')}`,
        labels: {},
        annotations: {},
        creationTimestamp: '',
      },
      target: { targetRefs: [] },
      action: 'ALLOW',
      rules: [
        {
          path: flag,
          from: [{ path: flag, conditions: [condition] }],
          when: [],
        },
      ],
      dryRun: false,
    },
    [],
  );
  return { ...policy, name: gateway };
}
