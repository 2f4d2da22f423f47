import { hintKinds } from './hintKinds';
import { trimObject } from './trimObject';

const trimmed = (kind: string, spec: object) => {
  const info = hintKinds.find(hint => hint.kind === kind)!;
  return trimObject(info, `${info.group}/${info.versions[0]}`, {
    metadata: { name: 'shop', namespace: 'gitops' },
    spec,
    status: { health: 'Healthy' },
  });
};

describe('what is kept of GitOps controllers', () => {
  it.each([
    [
      'Application',
      {
        project: 'default',
        source: {
          repoURL: 'https://bot:t0ken@git.example.com/shop/policies.git',
          path: 'prod',
          targetRevision: 'main',
          helm: { parameters: [{ name: 'password', value: 't0ken' }] },
        },
        sources: [{ repoURL: 'x', helm: { values: 'password: t0ken' } }],
        sourceHydrator: { drySource: { repoURL: 'x', path: 'dry' } },
      },
      {
        source: {
          repoURL: 'https://git.example.com/shop/policies.git',
          path: 'prod',
          targetRevision: 'main',
        },
        sources: [{ repoURL: 'x' }],
        sourceHydrator: { drySource: { repoURL: 'x', path: 'dry' } },
      },
    ],
    [
      'Kustomization',
      {
        path: './prod',
        suspend: true,
        sourceRef: { kind: 'GitRepository', name: 'policies' },
        postBuild: { substitute: { password: 't0ken' } },
      },
      {
        path: './prod',
        suspend: true,
        sourceRef: { kind: 'GitRepository', name: 'policies' },
      },
    ],
    [
      'GitRepository',
      {
        url: 'https://t0ken@git.example.com/shop/policies',
        ref: { branch: 'main' },
        secretRef: { name: 'deploy-key' },
      },
      {
        url: 'https://git.example.com/shop/policies',
        ref: { branch: 'main' },
      },
    ],
  ])(
    'is of %s where it reads, and no secret and no state',
    (kind, spec, kept) => {
      const object = trimmed(kind, spec);
      expect(object?.spec).toEqual(kept);
      expect(object).not.toHaveProperty('status');
      expect(JSON.stringify(object)).not.toContain('t0ken');
    },
  );
});
