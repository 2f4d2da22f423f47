import { DataPlane } from '../../vocabulary';
import { Control } from './Control';
import { mappingOf } from './frameworks';
import { runningOf, unseenPods, unseenPodsReason } from './running';

/** Every pod really is in the mesh. */
export const meshEnforced: Control = {
  id: 'mesh-enforced',
  title: 'In the mesh, and enforced on every pod',
  why: 'A label that asks for the mesh protects nothing. Only a pod with a running proxy, or one that ztunnel captures, proves who it is and has rules enforced.',
  how: 'What each running pod has (sidecar, ztunnel redirection, waypoint, gateway), not what its namespace asks for. Without pods, what its template would get.',
  layer: 'mesh',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({ nist: ['2', '6'] }),
  reasons: {
    ...unseenPodsReason,
    'in-mesh': 'In the mesh through {plane}.',
    'without-proxy': 'Nothing of the mesh is there, and none was asked for.',
    'proxy-missing':
      'The mesh was asked for ({declared}), and nothing of it is there.',
    'host-network':
      'The pod uses the network of its node, which the mesh does not capture.',
    'plane-unknown': 'Whether the pod is in the mesh cannot be told ({plane}).',
    'no-mesh': 'No mesh is installed in the cluster.',
    'mesh-unknown': 'Whether a mesh is installed could not be read.',
  },
  assess: (context, workload) => {
    const { installed } = context.snapshot.facts.istio;
    if (installed === false) return [{ holds: false, reason: 'no-mesh' }];
    if (installed === 'unknown') {
      return [{ holds: 'unknown', reason: 'mesh-unknown' }];
    }
    const declared = context.enrolment.declared(workload);
    return [
      ...runningOf(context, workload).map(({ pod, shape, object }) => {
        const plane = pod ? context.enrolment.ofPod(pod) : declared;
        const holds = enforces(plane);
        const params = { plane, declared };
        if (holds !== false) {
          const reason = holds === true ? 'in-mesh' : 'plane-unknown';
          return { holds, reason, object, params };
        }
        if (shape.hostNetwork) return { holds, reason: 'host-network', object };
        const reason = declared === 'none' ? 'without-proxy' : 'proxy-missing';
        return { holds, reason, object, params };
      }),
      ...unseenPods(context, workload),
    ];
  },
};

function enforces(plane: DataPlane): boolean | 'unknown' {
  if (plane === 'none') return false;
  return plane === 'unknown' || plane === 'ambient-pending' ? 'unknown' : true;
}
