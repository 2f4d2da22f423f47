import {
  Controller,
  ControllerContext,
  controlledBy,
  keyOf,
  parseKey,
  writeStatus,
} from '../controllers/Controller';
import { isReady } from '../controllers/ownedPods';
import { JsonObject, KubeObject, listAt, stringAt } from '../store/KubeObject';
import { timestamp } from '../write/ObjectWriter';

const gateways = 'gateways.gateway.networking.k8s.io';
const classes = 'gatewayclasses.gateway.networking.k8s.io';
const nameLabel = 'gateway.networking.k8s.io/gateway-name';

/** How istiod deploys the gateways of each controller. */
const deployments: Record<
  string,
  { managed: string; suffix: string; role: string; type: string }
> = {
  'istio.io/mesh-controller': {
    managed: 'istio.io-mesh-controller',
    suffix: '',
    role: 'waypoint',
    type: 'ClusterIP',
  },
  'istio.io/gateway-controller': {
    managed: 'istio.io-gateway-controller',
    suffix: '-istio',
    role: 'router',
    type: 'LoadBalancer',
  },
};

const deploymentOf = ({ store }: ControllerContext, gateway: KubeObject) => {
  const className = stringAt(gateway, 'spec', 'gatewayClassName') ?? '';
  const controller = stringAt(
    store.get(classes, undefined, className),
    'spec',
    'controllerName',
  );
  return controller !== undefined && Object.hasOwn(deployments, controller)
    ? deployments[controller]
    : undefined;
};

const objectsOf = (
  gateway: KubeObject,
  how: (typeof deployments)[string],
): [string, string, KubeObject][] => {
  const { namespace } = gateway.metadata;
  const gatewayName = gateway.metadata.name;
  const name = `${gatewayName}${how.suffix}`;
  const labels: Record<string, string> = {
    [nameLabel]: gatewayName,
    'gateway.networking.k8s.io/gateway-class-name':
      stringAt(gateway, 'spec', 'gatewayClassName') ?? '',
    'gateway.istio.io/managed': how.managed,
    'istio.io/dataplane-mode': 'none',
  };
  const metadata = {
    name,
    namespace,
    labels,
    ownerReferences: [controlledBy(gateway)],
  };
  const listeners = listAt(gateway, 'spec', 'listeners');
  const ports = [
    { name: 'status-port', port: 15021, targetPort: 15021 },
    ...listeners.map(listener => ({
      name: String(listener.name),
      port: Number(listener.port),
      targetPort: Number(listener.port),
    })),
  ];
  const template = {
    metadata: {
      labels: {
        ...labels,
        'service.istio.io/canonical-name': name,
        'service.istio.io/canonical-revision': 'latest',
        'sidecar.istio.io/inject': 'false',
      },
    },
    spec: {
      serviceAccountName: name,
      containers: [
        {
          name: 'istio-proxy',
          image: 'docker.io/istio/proxyv2:1.32.0',
          args: ['proxy', how.role],
          ports: ports.map(port => ({
            name: port.name,
            containerPort: port.targetPort,
          })),
          readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 } },
        },
      ],
    },
  };
  const selector = { [nameLabel]: gatewayName };
  return [
    [
      '',
      'serviceaccounts',
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ],
    [
      'apps',
      'deployments',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: { replicas: 1, selector: { matchLabels: selector }, template },
      },
    ],
    [
      '',
      'services',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { type: how.type, selector, ports },
      },
    ],
  ];
};

const statusOf = (
  gateway: KubeObject,
  address: string | undefined,
  time: string,
): JsonObject => {
  const condition = (type: string, holds: boolean, reason: string) => ({
    type,
    status: holds ? 'True' : 'False',
    reason,
    message: holds ? 'handled by istiod' : 'waiting for a ready proxy',
    observedGeneration: gateway.metadata.generation ?? 1,
    lastTransitionTime: time,
  });
  // Addresses stay after the first readiness, even when the proxy goes away.
  const addresses = address
    ? [{ type: 'IPAddress', value: address }]
    : listAt(gateway, 'status', 'addresses');
  return {
    ...(addresses.length && { addresses }),
    conditions: [
      condition('Accepted', true, 'Accepted'),
      condition(
        'Programmed',
        addresses.length > 0,
        addresses.length > 0 ? 'Programmed' : 'AddressNotAssigned',
      ),
    ],
    listeners: listAt(gateway, 'spec', 'listeners').map(listener => ({
      name: listener.name,
      attachedRoutes: 0,
      supportedKinds: [],
      conditions: [
        condition('Accepted', true, 'Accepted'),
        condition('Programmed', true, 'Programmed'),
        condition('ResolvedRefs', true, 'ResolvedRefs'),
      ],
    })),
  };
};

const isReported = (gateway: KubeObject) =>
  listAt(gateway, 'status', 'addresses').length > 0;

/** istiod's gateway deployer: an account, a Deployment and a Service per Gateway of its classes. */
export const gatewayController: Controller = {
  name: 'istio-gateway-controller',

  keysOf: (event, { store }) => {
    if (event.resource === gateways)
      return event.type === 'DELETED' ? [] : [keyOf(event.object)];
    if (event.resource === classes) return store.scan(gateways).map(keyOf);
    const gateway = event.object.metadata.labels?.[nameLabel];
    return gateway && ['pods', 'services'].includes(event.resource)
      ? [`${event.object.metadata.namespace}/${gateway}`]
      : [];
  },

  reconcile(key, context) {
    const { store, registry, writer, now } = context;
    const { namespace, name } = parseKey(key);
    const gateway = store.get(gateways, namespace, name);
    const how = gateway && deploymentOf(context, gateway);
    if (!gateway || !how || gateway.metadata.deletionTimestamp) return;
    for (const [group, plural, object] of objectsOf(gateway, how)) {
      const resource = registry.find(group, 'v1', plural);
      if (
        resource &&
        !store.get(resource.storageKey, namespace, object.metadata.name)
      )
        writer.create(resource, object, {
          manager: 'istiod',
          fieldValidation: 'Ignore',
        });
    }
    if (isReported(gateway)) return;
    const service = store.get('services', namespace, `${name}${how.suffix}`);
    const serves = store
      .scan('pods', namespace)
      .some(pod => pod.metadata.labels?.[nameLabel] === name && isReady(pod));
    const address =
      stringAt(service, 'status', 'loadBalancer', 'ingress', 0, 'ip') ??
      stringAt(service, 'spec', 'clusterIP');
    const time =
      stringAt(gateway, 'status', 'conditions', 0, 'lastTransitionTime') ??
      timestamp(now());
    writeStatus(
      store,
      gateways,
      gateway,
      statusOf(gateway, serves ? address : undefined, time),
    );
  },
};
