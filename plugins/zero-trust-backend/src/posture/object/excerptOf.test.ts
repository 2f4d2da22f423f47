import { parse } from 'yaml';
import { excerptOf } from './excerptOf';

describe('excerptOf', () => {
  const policy = parse(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: callers, namespace: pay, uid: u, annotations: { a: b } }
spec:
  podSelector: { matchLabels: { app: payment } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: {} }]
    - from: [{ namespaceSelector: {} }]
      ports: [{ port: 8080 }]
  egress: [{}]
status: { conditions: [] }
`);

  it('shows the deciding rule and what the policy applies to', () => {
    expect(excerptOf(policy, 'spec.ingress[1]')).toEqual({
      extent: 'rule',
      shortened: false,
      excerpt: parse(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: callers, namespace: pay }
spec:
  podSelector: { matchLabels: { app: payment } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ namespaceSelector: {} }]
      ports: [{ port: 8080 }]
`),
    });
  });

  it('shows a rule whole, whichever part of it decided', () => {
    const whole = excerptOf(policy, 'spec.ingress[1]');
    expect(excerptOf(policy, 'spec.ingress[1].ports')).toEqual(whole);
  });

  it('follows a field by its name, quoted or not', () => {
    const peerAuthentication = parse(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: pay }
spec:
  selector: { matchLabels: { app: payment } }
  mtls: { mode: STRICT }
  portLevelMtls: { '8080': { mode: DISABLE }, '9090': { mode: STRICT } }
`);
    expect(
      excerptOf(peerAuthentication, 'spec.portLevelMtls["8080"].mode').excerpt
        .spec,
    ).toEqual({
      selector: { matchLabels: { app: 'payment' } },
      portLevelMtls: { '8080': { mode: 'DISABLE' } },
    });
    expect(
      excerptOf(peerAuthentication, 'spec.mtls.mode').excerpt.spec,
    ).toEqual({
      selector: { matchLabels: { app: 'payment' } },
      mtls: { mode: 'STRICT' },
    });
  });

  it('shows of the metadata what the path leads to', () => {
    expect(
      excerptOf(policy, 'metadata.annotations["a"]').excerpt.metadata,
    ).toEqual({ namespace: 'pay', name: 'callers', annotations: { a: 'b' } });
  });

  it.each([undefined, 'spec.ingress[7]', 'spec.nothing', '', '__proto__'])(
    'shows the whole object, without its status, for the path %p',
    path => {
      const { extent, excerpt } = excerptOf(policy, path);
      expect(extent).toBe('whole');
      expect(excerpt).toEqual({
        apiVersion: policy.apiVersion,
        kind: policy.kind,
        metadata: { name: 'callers', namespace: 'pay' },
        spec: policy.spec,
      });
    },
  );

  it('cuts long lists and says so', () => {
    const cidrs = Array.from({ length: 300 }, (_, i) => `10.0.${i}.0/24`);
    const long = {
      ...policy,
      spec: { ingress: [{ from: cidrs }, {}] },
    };
    const { excerpt, shortened } = excerptOf(long, 'spec.ingress[0]');
    expect(shortened).toBe(true);
    expect(excerpt.spec).toEqual({ ingress: [{ from: cidrs.slice(0, 50) }] });
    expect(excerptOf(long, 'spec.ingress[1]').shortened).toBe(false);
  });
});
