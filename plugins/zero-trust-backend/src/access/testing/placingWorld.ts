import { MemoryGitHost } from '@ztn/backstage-plugin-zero-trust-node';
import { policySource, teams } from './useAccess';

/** `payment`, with the marks of the controller that applied it. */
export const payment = (metadata: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: payment, namespace: pay, ${metadata} }
spec:
  selector: { matchLabels: { app: payment } }
  template:
    metadata: { labels: { app: payment, backstage.io/kubernetes-id: payment } }
    spec:
      serviceAccountName: payment
      containers: [{ name: main, image: web, ports: [{ containerPort: 8080 }] }]
`;

export const trackedAs = (id: string) =>
  payment(`annotations: { argocd.argoproj.io/tracking-id: '${id}' }`);

export const tracked = trackedAs('payments:apps/Deployment:pay/payment');

export const application = (spec: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: payments, namespace: argocd }
spec: { ${spec} }
`;

export const from = (path: string, revision = 'main') =>
  `repoURL: 'https://bot:secret@git.example.com/shop/policies.git', path: ${path}, targetRevision: ${revision}`;

export const flux = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: pay, namespace: flux-system }
spec: { path: ./clusters/prod/flux, sourceRef: { kind: GitRepository, name: policies } }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: policies, namespace: flux-system }
spec: { url: 'ssh://git@git.example.com/shop/policies', ref: { branch: main } }
`;

export const docs = (...manifests: readonly string[]) => manifests.join('---');

/** The policy that closes `payment`, as a file has it. */
export const callers = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: callers, namespace: pay }
spec:
  podSelector: { matchLabels: { app: payment } }
  policyTypes: [Ingress]
  ingress:
    # whoever was there first
    - from:
        - namespaceSelector:
            matchExpressions:
              - { key: kubernetes.io/metadata.name, operator: In, values: [shop, hush] }
      ports: [{ port: 8080, protocol: TCP }]
`;

export const callersPath = 'clusters/prod/pay/callers.yaml';

export const merging = { ...policySource, strategy: 'merge' };

export const aHost = (files: Record<string, string>) =>
  new MemoryGitHost({
    files: { 'README.md': '# Policies\n', ...files },
    people: Object.keys(teams),
  });
