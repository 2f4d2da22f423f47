import { ObjectPlaces } from './ObjectPlaces';
import { readDocuments } from './readDocuments';

const placesOf = (text: string) =>
  new ObjectPlaces(readDocuments('a.yaml', text).documents);

const namespace = (name: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`;

const service = (metadata: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: ${metadata}\n`;

describe('ObjectPlaces', () => {
  it('opens lists of every kind', () => {
    const { objects, strangers } = placesOf(
      [
        'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Namespace, metadata: { name: a } }\n',
        'apiVersion: v1\nkind: NamespaceList\nitems:\n  - { metadata: { name: b } }\n',
      ].join('---\n'),
    );
    expect(objects.map(({ kind, metadata }) => [kind, metadata])).toEqual([
      ['Namespace', { name: 'a' }],
      ['Namespace', { name: 'b' }],
    ]);
    expect(strangers).toEqual([]);
  });

  it('says which of two equal objects does not count', () => {
    const { strangers } = placesOf(
      [namespace('a'), namespace('b'), namespace('a')].join('---\n'),
    );
    expect(strangers).toEqual([
      {
        file: 'a.yaml',
        document: 1,
        line: 1,
        message: 'Namespace a: replaced by the same object at a.yaml:9',
      },
    ]);
  });

  it('takes no namespace for the default one', () => {
    const { strangers } = placesOf(
      [
        service('{ name: a }'),
        service('{ name: a, namespace: default }'),
        service('{ name: a, namespace: shop }'),
      ].join('---\n'),
    );
    expect(strangers).toHaveLength(1);
  });

  it('does not mind equal objects of a kind that nothing reads', () => {
    const { strangers } = placesOf(
      Array(2)
        .fill('apiVersion: a/v1\nkind: Odd\nmetadata: { name: a }\n')
        .join('---\n'),
    );
    expect(strangers).toEqual([]);
  });
});
