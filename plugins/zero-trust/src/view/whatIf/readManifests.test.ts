import { readManifests } from './readManifests';

const policy = (name: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: {} }
`;

const namesIn = async (text: string) => {
  const read = await readManifests(text);
  return read.ok
    ? read.objects.map(({ metadata }) => (metadata as { name: string }).name)
    : read.error;
};

it('reads several documents, passes over empty ones, and unfolds lists', async () => {
  const list = `apiVersion: v1
kind: NetworkPolicyList
items:
  - ${policy('c').trim().split('\n').join('\n    ')}
`;
  expect(
    await namesIn([policy('a'), '# nothing', policy('b'), list].join('---\n')),
  ).toEqual(['a', 'b', 'c']);
});

it('reads nothing as no objects', async () => {
  expect(await readManifests('')).toEqual({ ok: true, objects: [] });
});

it('names the line that is no YAML', async () => {
  expect(await namesIn(`${policy('a')}---\nkind: [unclosed\n`)).toMatchObject({
    key: 'whatif.error.yaml',
    values: { line: 7 },
  });
});

it.each([
  ['kind: NetworkPolicy', 'apiVersion'],
  ['apiVersion: v1', 'kind'],
  ['apiVersion: v1\nkind: Pod', 'metadata.name'],
  ['just a sentence', 'apiVersion'],
])('says of %j that %s is missing', async (text, field) => {
  expect(await namesIn(`${policy('a')}---\n${text}\n`)).toEqual({
    key: 'whatif.error.notObject',
    values: { number: 2, field },
  });
});

it('reads no more than can be compared', async () => {
  const many = Array.from({ length: 21 }, (_, i) => policy(`p${i}`));
  expect(await namesIn(many.join('---\n'))).toEqual({
    key: 'whatif.error.many',
    values: { most: 20 },
  });
});
