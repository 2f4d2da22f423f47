import { RawObject } from '../../snapshot/KubernetesObject';
import { aDeployment, aNode, aPod, aPolicy, aService } from '../builders';

/** A cluster after one change, each turn another one. */
export type Change = (
  objects: readonly RawObject[],
  turn: number,
) => readonly RawObject[];

/** One object of a kind becomes another one. */
function edit(
  kind: string,
  edited: (object: RawObject, turn: number) => object,
) {
  return (objects: readonly RawObject[], turn: number) => {
    const at = placeOf(kind, objects, turn);
    return objects.with(at, { ...objects[at], ...edited(objects[at], turn) });
  };
}

/** Far from the place of the turn before. */
function placeOf(
  kind: string,
  objects: readonly RawObject[],
  turn: number,
): number {
  const places = objects.flatMap((object, at) =>
    object.kind === kind ? [at] : [],
  );
  return places[(turn * 7919) % places.length];
}

const namespaceOf = (turn: number) => `ns-${turn % 3}`;

/** One change of each kind that a cluster sees. */
export const changes = {
  networkPolicy: edit('NetworkPolicy', () => ({
    spec: { podSelector: {}, ingress: [] },
  })),
  authorizationPolicy: edit('AuthorizationPolicy', () => ({
    spec: { action: 'ALLOW' },
  })),
  peerAuthentication: (objects, turn) => [
    ...objects,
    aPolicy(
      'PeerAuthentication',
      { name: `more-${turn}`, namespace: namespaceOf(turn) },
      {
        selector: { matchLabels: { app: `app-${turn}` } },
        mtls: { mode: 'PERMISSIVE' },
      },
    ),
  ],
  destinationRule: (objects, turn) => [
    ...objects,
    aPolicy(
      'DestinationRule',
      { name: `more-${turn}`, namespace: namespaceOf(turn) },
      {
        host: `app-${turn}.${namespaceOf(turn)}.svc.cluster.local`,
        trafficPolicy: { tls: { mode: 'DISABLE' } },
      },
    ),
  ],
  ciliumPolicy: (objects, turn) => [
    ...objects,
    aPolicy(
      'CiliumNetworkPolicy',
      { name: `more-${turn}`, namespace: namespaceOf(turn) },
      {
        endpointSelector: { matchLabels: { app: `app-${turn}` } },
        ingress: [{ fromEndpoints: [{ matchLabels: { tier: 'tier-1' } }] }],
      },
    ),
  ],
  podAddress: edit('Pod', (_pod, turn) => {
    const ip = `10.200.${turn}.1`;
    return { status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] } };
  }),
  newWorkload: (objects, turn) => {
    const name = `more-${turn}`;
    const shape = { namespace: namespaceOf(turn), labels: { app: name } };
    return [
      ...objects,
      aDeployment({ ...shape, name }),
      aPod({
        ...shape,
        name: `${name}-0`,
        owner: `Deployment/${name}`,
        address: `10.201.${turn}.1`,
      }),
    ];
  },
  goneWorkload: (objects, turn) => {
    const at = placeOf('Pod', objects, turn);
    return objects.filter((_object, index) => index !== at);
  },
  namespaceLabels: edit('Namespace', ({ metadata }, turn) => ({
    metadata: { ...Object(metadata), labels: { stage: `stage-${turn}` } },
  })),
  service: (objects, turn) => [
    ...objects,
    aService({
      name: `more-${turn}`,
      namespace: namespaceOf(turn),
      selector: { app: `app-${turn}` },
    }),
  ],
  node: (objects, turn) => [
    ...objects,
    aNode(`more-${turn}`, [`192.168.7.${turn}`]),
  ],
} as const satisfies Readonly<Record<string, Change>>;
