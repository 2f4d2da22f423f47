import { Container, PodShape } from '../../snapshot/Workload';
import { dataPlaneOf } from './dataPlaneOf';

const container = (options: Partial<Container> = {}): Container => ({
  name: 'istio-proxy',
  image: 'example.com/proxyv2:1',
  role: 'main',
  args: [],
  env: {},
  ports: [],
  ...options,
});
const shape = (options: Partial<PodShape> = {}): PodShape => ({
  labels: {},
  annotations: {},
  serviceAccount: 'default',
  hostNetwork: false,
  containers: [container()],
  ...options,
});
const planeOf = (pod: PodShape) =>
  dataPlaneOf(pod, 'shop', { isWaypoint: () => undefined });

describe('dataPlaneOf', () => {
  it.each([
    ['a proxy beside the application', shape(), 'sidecar'],
    [
      'a native sidecar',
      shape({ containers: [container({ role: 'sidecar' })] }),
      'sidecar',
    ],
    [
      'a classic gateway',
      shape({ containers: [container({ args: ['proxy', 'router'] })] }),
      'gateway',
    ],
    [
      'ztunnel itself',
      shape({ containers: [container({ args: ['proxy', 'ztunnel'] })] }),
      'none',
    ],
    ['a pod of the host network', shape({ hostNetwork: true }), 'none'],
    [
      'a captured pod',
      shape({
        containers: [container({ name: 'app' })],
        annotations: { 'ambient.istio.io/redirection': 'enabled' },
      }),
      'ambient',
    ],
  ] as const)('takes %s for what it is', (_name, pod, plane) => {
    expect(planeOf(pod)).toBe(plane);
  });
});
