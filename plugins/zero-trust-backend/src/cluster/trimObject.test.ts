import { kindInfo, KindInfo } from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { trimObject } from './trimObject';

const kind = (group: string, name: string): KindInfo => {
  const info = kindInfo(group, name);
  if (!info) throw new Error(`no kind ${name}`);
  return info;
};

describe('trimObject', () => {
  const pod = (containers: string) =>
    JSON.stringify(
      trimObject(
        kind('', 'Pod'),
        'v1',
        parse(`
metadata:
  name: web
  namespace: shop
  resourceVersion: '7'
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"env":"canary"}'
    sidecar.istio.io/inject: 'true'
  managedFields: [{ manager: canary }]
spec:
  volumes: [{ name: canary, secret: { secretName: canary } }]
  containers: ${containers}
status:
  podIP: 10.0.0.1
  podIPs: [{ ip: 10.0.0.1 }]
  message: canary
  conditions: [{ type: Ready, status: 'True', message: canary }, { type: Initialized, status: 'True' }]
`),
      ),
    );

  it('drops environment and arguments of what people run', () => {
    const kept = pod(
      `[{ name: web, image: web:1, args: [--password=canary], command: [canary],
          env: [{ name: A, value: canary }], envFrom: [{ secretRef: { name: canary } }],
          ports: [{ containerPort: 8080 }] }]`,
    );
    expect(kept).not.toContain('canary');
    expect(JSON.parse(kept)).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web',
        namespace: 'shop',
        annotations: { 'sidecar.istio.io/inject': 'true' },
      },
      spec: {
        containers: [
          { name: 'web', image: 'web:1', ports: [{ containerPort: 8080 }] },
        ],
      },
      status: {
        podIP: '10.0.0.1',
        podIPs: [{ ip: '10.0.0.1' }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    });
  });

  it('keeps the settings of the mesh, without its secrets', () => {
    const kept = pod(
      `[{ name: istio-proxy, args: [proxy], env: [
          { name: ISTIO_META_CLUSTER_ID, value: prod },
          { name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } },
          { name: SOME_TOKEN, value: canary }] }]`,
    );
    expect(kept).not.toContain('canary');
    expect(JSON.parse(kept).spec.containers[0]).toEqual({
      name: 'istio-proxy',
      args: ['proxy'],
      env: [{ name: 'ISTIO_META_CLUSTER_ID', value: 'prod' }],
    });
  });

  it('trims the templates of owners as it trims pods', () => {
    const trimmed = trimObject(
      kind('apps', 'Deployment'),
      'apps/v1',
      parse(`
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  strategy: { type: Recreate }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, env: [{ name: A, value: canary }] }] }
status: { replicas: 3 }
`),
    );
    expect(trimmed).toMatchObject({
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web' }] },
        },
      },
    });
    expect(JSON.stringify(trimmed)).not.toMatch(/canary|strategy|replicas/);
  });

  it('keeps policies whole, their status included', () => {
    const raw = parse(`
metadata: { name: deny, namespace: shop, uid: u }
spec: { rules: [{}] }
status: { conditions: [{ type: Valid, status: 'True' }] }
`);
    expect(
      trimObject(
        kind('security.istio.io', 'AuthorizationPolicy'),
        'security.istio.io/v1',
        raw,
      ),
    ).toEqual({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      ...raw,
    });
  });

  it('keeps who wrote a policy, and nothing else of the managed fields', () => {
    const trimmed = trimObject(
      kind('security.istio.io', 'AuthorizationPolicy'),
      'security.istio.io/v1',
      parse(`
metadata:
  name: deny
  managedFields:
    - { manager: argocd-controller, operation: Apply, time: '2026-07-01T12:00:00Z', fieldsV1: { canary: {} } }
    - { manager: argocd-controller, operation: Update }
    - { manager: istiod, subresource: status, time: '2026-07-01T12:00:00Z' }
    - { manager: kubectl-edit }
spec: {}
`),
    );
    expect(trimmed?.metadata).toEqual({
      name: 'deny',
      managedFields: [
        { manager: 'argocd-controller' },
        { manager: 'kubectl-edit' },
      ],
    });
  });

  it('takes no thing without a name', () => {
    expect(trimObject(kind('', 'Pod'), 'v1', null)).toBeUndefined();
    expect(trimObject(kind('', 'Pod'), 'v1', { metadata: {} })).toBeUndefined();
  });
});
