import { objectsFromYaml, snapshotOf } from '../testing/fromYaml';
import { aPod, aService } from '../testing/builders';
import { compile } from './compile';

// Cilium and Istio's ambient mode together: which port Cilium sees, and who decides.

const pod = (name: string, mesh: 'ambient' | 'none') =>
  aPod({
    name,
    namespace: 'ns1',
    labels: { app: name },
    serviceAccount: name,
    ports: name === 'be' ? [8080] : [],
    mesh,
  });
const admits = (app: string, port: number) => `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: be, namespace: ns1 }
spec:
  endpointSelector: { matchLabels: { app: be } }
  ingress:
    - fromEndpoints: [{ matchLabels: { app: ${app} } }]
      toPorts: [{ ports: [{ port: '${port}', protocol: TCP }] }]
`;

function judge(policies: string, from: string, port: number) {
  const engine = compile(
    snapshotOf(
      [
        pod('be', 'ambient'),
        pod('fe', 'ambient'),
        pod('out', 'none'),
        aService({
          name: 'be',
          namespace: 'ns1',
          selector: { app: 'be' },
          ports: [8080],
        }),
        ...objectsFromYaml(policies),
      ],
      {
        cni: 'cilium',
        cilium: { version: '1.20' },
        istio: { installed: true, ambient: true },
      },
    ),
  );
  const end = (name: string) =>
    ({
      type: 'workload',
      ref: { namespace: 'ns1', kind: 'Pod', name },
    } as const);
  const { outcome, transport, layers } = engine.judge({
    from: end(from),
    to: end('be'),
    protocol: 'TCP',
    port,
  });
  const refusing = layers.find(layer => layer.outcome === 'deny')?.layer;
  return { outcome, transport, refusing };
}

it('I02 lets Istio alone tell ports apart behind the tunnel', () => {
  const tunnel = admits('fe', 15008);
  const authorization = `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: be, namespace: ns1 }
spec:
  selector: { matchLabels: { app: be } }
  rules: [{ to: [{ operation: { ports: ['8080'] } }] }]
`;
  const allowed = { outcome: 'allow', transport: 'hbone' };
  expect(judge(tunnel, 'fe', 8080)).toMatchObject(allowed);
  expect(judge(tunnel, 'fe', 9999)).toMatchObject(allowed);
  expect(judge(tunnel + authorization, 'fe', 8080)).toMatchObject(allowed);
  expect(judge(tunnel + authorization, 'fe', 9999)).toMatchObject({
    outcome: 'deny',
    refusing: 'mesh',
  });
});

it('I02 drops the tunnel when a policy names the application port alone', () => {
  expect(judge(admits('fe', 8080), 'fe', 8080)).toMatchObject({
    outcome: 'deny',
    refusing: 'network',
  });
});

it('I05 lets a caller outside the mesh in on the application port, in plaintext', () => {
  const permissive = `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: ns1 }
spec: { mtls: { mode: PERMISSIVE } }
`;
  expect(judge(admits('out', 8080) + permissive, 'out', 8080)).toMatchObject({
    outcome: 'allow',
    transport: 'plaintext',
  });
});
