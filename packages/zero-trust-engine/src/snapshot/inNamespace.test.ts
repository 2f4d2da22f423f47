import { aNamespace, aPolicy } from '../testing/builders';
import { buildSnapshot } from './buildSnapshot';
import { inNamespace } from './inNamespace';
import { withObjects } from './withObjects';

// Names that are each other's beginnings, or sort otherwise by language.
const namespaces = ['a', 'a-b', 'ab', 'b', 'B', 'z', 'shop', 'shop-1', 'shop1'];
const policyIn = (namespace: string, name: string) =>
  aPolicy('NetworkPolicy', { name, namespace }, { podSelector: {} });

describe('inNamespace', () => {
  const snapshot = buildSnapshot({
    cluster: '',
    objects: [
      ...namespaces.map(name => aNamespace(name)),
      ...namespaces.flatMap(ns => [policyIn(ns, 'y'), policyIn(ns, 'b')]),
    ],
  });
  const namesIn = (of: typeof snapshot, namespace: string) =>
    inNamespace(of.objects('NetworkPolicy'), namespace).map(
      ({ meta }) => `${meta.namespace}/${meta.name}`,
    );

  it.each(namespaces)('finds what is in %s, and nothing else', namespace => {
    expect(namesIn(snapshot, namespace)).toEqual([
      `${namespace}/b`,
      `${namespace}/y`,
    ]);
  });

  it.each(['', '0', 'aa', 'shop-', 'zz'])(
    'finds nothing in %p, which is no namespace',
    namespace => {
      expect(namesIn(snapshot, namespace)).toEqual([]);
    },
  );

  it('finds what is added for a look, in its place', () => {
    const more = withObjects(snapshot, [policyIn('a-b', 'n')]);
    expect(namesIn(more, 'a-b')).toEqual(['a-b/b', 'a-b/n', 'a-b/y']);
    expect(namesIn(more, 'ab')).toEqual(['ab/b', 'ab/y']);
  });
});
