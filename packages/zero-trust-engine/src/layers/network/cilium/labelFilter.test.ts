import { labelFilter } from './labelFilter';

describe('labelFilter', () => {
  const builtIn = labelFilter(undefined);

  it.each([
    'app',
    'app.kubernetes.io/name',
    'io.kubernetes.pod.namespace',
    'io.cilium.k8s.policy.cluster',
    'io.cilium.k8s.namespace.labels.team',
    'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name',
    'example.com/team',
  ])('keeps %s', key => {
    expect(builtIn('k8s', key)).toBe(true);
  });

  it.each([
    'pod-template-hash',
    'controller-revision-hash',
    'topology.kubernetes.io/zone',
    'batch.kubernetes.io/job-name',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'io.kubernetes.container.name',
    'annotation.checksum',
  ])('drops %s', key => {
    expect(builtIn('k8s', key)).toBe(false);
  });

  it('keeps only what an inclusive pattern names, and what it always keeps', () => {
    const keeps = labelFilter(['k8s:app', '!secret']);
    expect(keeps('k8s', 'app')).toBe(true);
    expect(keeps('k8s', 'tier')).toBe(false);
    expect(keeps('k8s', 'io.kubernetes.pod.namespace')).toBe(true);
  });

  it('keeps the rest when patterns only exclude', () => {
    const keeps = labelFilter(['!k8s:hash']);
    expect(keeps('k8s', 'hash')).toBe(false);
    expect(keeps('k8s', 'tier')).toBe(true);
  });
});
