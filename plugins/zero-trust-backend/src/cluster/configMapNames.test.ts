import { configMapNames } from './configMapNames';

const deployment = (labels: Record<string, string>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istiod', namespace: 'istio-system', labels },
});

describe('configMapNames', () => {
  it('asks for the mesh and network settings by name', () => {
    expect(configMapNames([])).toEqual([
      'istio',
      'cilium-config',
      'istio-ca-root-cert',
    ]);
  });

  it('asks for the settings of every named revision', () => {
    expect(
      configMapNames([deployment({ app: 'istiod', 'istio.io/rev': 'canary' })]),
    ).toEqual(['istio', 'cilium-config', 'istio-ca-root-cert', 'istio-canary']);
  });

  it('asks for nothing more for the default revision, whose settings are istio', () => {
    expect(
      configMapNames([
        deployment({ app: 'istiod', 'istio.io/rev': 'default' }),
      ]),
    ).toEqual(['istio', 'cilium-config', 'istio-ca-root-cert']);
  });

  it('ignores revisions of other deployments', () => {
    expect(
      configMapNames([deployment({ app: 'shop', 'istio.io/rev': 'canary' })]),
    ).toEqual(['istio', 'cilium-config', 'istio-ca-root-cert']);
  });
});
