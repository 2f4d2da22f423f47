import { Connection } from '../Connection';
import { Hop } from '../layers/Layer';
import { Snapshot } from '../snapshot/Snapshot';
import { edgeLabels } from './edgeLabels';
import { edgeName } from './edgeName';
import { Refusal } from './refusals';
import { Obstacle, ObstacleCode, ProposedObject } from './Remedy';

type MeshRefusal = Extract<Refusal, { layer: 'mesh' }>;

/** Refusals because no ALLOW rule takes the request. */
const liftable = [
  'no-allow-rule-matched',
  'allow-nothing',
  'allow-rules-dropped',
];

/**
 * An ALLOW policy at the enforcement point that refuses, for the identity that
 * arrives there. Some ALLOW policy is attached already, so one more closes
 * nothing. Method and path only where the point can read them and they are asked.
 */
export function proposeMeshRule(
  { hop, verdict }: MeshRefusal,
  snapshot: Snapshot,
  connection: Connection,
): ProposedObject | Obstacle {
  const obstacle = (code: ObstacleCode): Obstacle => ({
    layer: 'mesh',
    place: hop.point,
    code,
    because: verdict.because,
  });
  const deciding = verdict.because.filter(
    ({ reason }) => !reason.startsWith('dry-run'),
  );
  if (deciding.some(({ reason }) => reason.startsWith('deny-rule'))) {
    return obstacle('denied-by-rule');
  }
  if (!deciding.every(({ reason }) => liftable.includes(reason))) {
    return obstacle('decided-elsewhere');
  }
  if (hop.identity === undefined) return obstacle('caller-proves-no-identity');
  const target = targetOf(hop, snapshot);
  if (!target) return obstacle('no-lasting-labels');
  const { namespace, name, ...attach } = target;
  const policy = edgeName(callerOf(hop.identity), name);
  return {
    layer: 'mesh',
    place: hop.point,
    kind: 'AuthorizationPolicy',
    namespace,
    name: policy,
    object: {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: policy, namespace },
      spec: {
        ...attach,
        action: 'ALLOW',
        rules: [
          {
            from: [{ source: { principals: [hop.identity] } }],
            to: [{ operation: operationOf(hop, connection) }],
          },
        ],
      },
    },
  };
}

/** Waypoints enforce for a Service; every other point for its own pods. */
function targetOf(
  hop: Hop,
  snapshot: Snapshot,
):
  | (Readonly<Record<string, unknown>> & {
      readonly namespace: string;
      readonly name: string;
    })
  | undefined {
  if (hop.point === 'waypoint' && hop.service) {
    const { namespace, name } = hop.service.meta;
    return {
      namespace,
      name,
      targetRefs: [{ kind: 'Service', group: '', name }],
    };
  }
  if (hop.at.type !== 'workload') return undefined;
  const { workload } = hop.at;
  const labels = edgeLabels(snapshot, workload);
  return (
    labels && {
      namespace: workload.namespace,
      name: workload.ref.name,
      selector: { matchLabels: labels },
    }
  );
}

function operationOf(
  { point, chain, port }: Hop,
  { http }: Connection,
): Readonly<Record<string, unknown>> {
  const reads = point !== 'ztunnel' && chain !== 'tcp' && http;
  // A waypoint's rule hangs on the Service, and its ports are the Service's.
  const ports = point === 'waypoint' ? {} : { ports: [String(port)] };
  return {
    ...ports,
    ...(reads && http.method !== undefined && { methods: [http.method] }),
    ...(reads && http.path !== undefined && { paths: [pathOf(http.path)] }),
  };
}

/** Istio compares paths without their query. */
function pathOf(path: string): string {
  return path.split(/[?#]/)[0];
}

/** `shop-web` of `cluster.local/ns/shop/sa/web`. */
function callerOf(identity: string): string {
  const parts = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(identity);
  return parts ? `${parts[1]}-${parts[2]}` : identity;
}
