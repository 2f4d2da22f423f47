import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aService } from '../builders';
import { dated } from './dated';
import { perhaps, rarely, written } from './rarely';

const someService = fc.record({
  namespace: fc.constantFrom('a', 'b', 'b'),
  app: fc.constantFrom('x', 'y'),
  protocol: fc.constantFrom('http', 'http-api', 'tcp', 'web', 'app', 'db'),
  headless: rarely(fc.constant(true)),
  target: fc.constantFrom(8080, 8080, 9090),
  waypoint: perhaps(fc.constantFrom('way', 'way', 'none', 'other')),
  elsewhere: rarely(fc.constantFrom('a', 'b')),
  canary: rarely(fc.constant('other')),
  ingress: rarely(fc.constantFrom('true', 'false')),
  exportTo: rarely(fc.constantFrom('.', 'a', '*', 'a,b')),
});

type ServiceSeed = typeof someService extends Arbitrary<infer S> ? S : never;

/** Services in front of the pods, with ports of every protocol. */
export const someServices: Arbitrary<readonly RawObject[]> = fc
  .array(someService, { minLength: 2, maxLength: 4 })
  .map(services => services.map(serviceOf));

/** How a port says its protocol: by name, by appProtocol, by number, or not. */
const ports = {
  http: { name: 'http', port: 80 },
  'http-api': { name: 'http-api', port: 80 },
  tcp: { name: 'tcp', port: 80 },
  web: { name: 'web', port: 80 },
  app: { name: 'tcp-app', port: 80, appProtocol: 'kubernetes.io/h2c' },
  db: { name: 'db', port: 3306 },
};

function serviceOf(seed: ServiceSeed, index: number): RawObject {
  const { namespace, app, headless, target, exportTo } = seed;
  const port = ports[seed.protocol as keyof typeof ports];
  const labels = {
    'istio.io/use-waypoint': seed.waypoint,
    'istio.io/use-waypoint-namespace': seed.elsewhere,
    'istio.io/use-waypoint-canary': seed.waypoint && seed.canary,
    'istio.io/ingress-use-waypoint': seed.ingress,
  };
  return aService({
    name: `s${index}`,
    namespace,
    selector: { app },
    labels: written(labels) as Record<string, string>,
    annotations: exportTo ? { 'networking.istio.io/exportTo': exportTo } : {},
    creationTimestamp: dated(index),
    // Behind a headless Service the port that is dialled is the pod's.
    ports: [
      { ...port, port: headless ? target : port.port, targetPort: target },
    ],
    spec: headless ? { clusterIP: 'None' } : {},
  });
}
