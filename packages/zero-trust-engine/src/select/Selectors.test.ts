import { selectorOfLabels, labelSelector } from '../snapshot/LabelSelector';
import { aNamespace, aPod } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { Selectors, WorkloadSet } from './Selectors';

describe('Selectors', () => {
  const snapshot = snapshotOf([
    aNamespace('a', { team: 'one' }),
    aNamespace('b'),
    aPod({ name: 'web', namespace: 'a', labels: { app: 'web' } }),
    aPod({ name: 'web', namespace: 'b', labels: { app: 'web' } }),
    aPod({ name: 'db', namespace: 'b', labels: { app: 'db' } }),
  ]);
  const selectors = new Selectors(snapshot);
  const keys = (set: WorkloadSet) =>
    snapshot.ids.inOrder(set.ids()).map(({ key }) => key);
  const web = selectorOfLabels({ app: 'web' });

  it('selects workloads by labels in every namespace', () => {
    expect(keys(selectors.workloads(web))).toEqual(['a/Pod/web', 'b/Pod/web']);
  });

  it('selects workloads by the labels of their namespace', () => {
    const withoutTeam = labelSelector([
      { key: 'team', operator: 'DoesNotExist', values: [] },
    ]);
    expect(keys(selectors.inNamespaces(withoutTeam))).toEqual([
      'b/Pod/db',
      'b/Pod/web',
    ]);
    expect(keys(selectors.inNamespace('a'))).toEqual(['a/Pod/web']);
  });

  it('selects everything with no requirement', () => {
    expect(keys(selectors.workloads(labelSelector([])))).toEqual(
      snapshot.workloads.map(({ key }) => key),
    );
  });

  it('shares one set between equal selectors', () => {
    expect(selectors.workloads(web)).toBe(
      selectors.workloads(selectorOfLabels({ app: 'web' })),
    );
  });
});
