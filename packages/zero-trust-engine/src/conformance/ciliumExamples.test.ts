import { readFileSync } from 'fs';
import { relative } from 'path';
import { ciliumRejection } from '../layers/network/cilium/ciliumRejection';
import { ciliumProfile } from '../layers/network/cilium/CiliumProfile';
import { buildSnapshot } from '../snapshot/buildSnapshot';
import { objectsFromYaml } from '../testing/fromYaml';
import { filesUnder, reportCompared, withData } from '../testing/sharedData';

/** What is not simply accepted, per version of Cilium; `unread` is a field. */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.18': {
    // A field of the first API, which no present one has.
    'auth/auth.yaml': 'unread spec.egress[0].auth',
    'host/allow-extended-protocols.yaml': 'extended-protocols-off',
    'l3/entities/customnodes.yaml': 'node-selectors-off',
    'l3/entities/from_nodes.yaml': 'no Kubernetes object',
    'l3/match-expressions/and-statement.yaml': 'malformed-field',
    'l3/match-expressions/or-statement.yaml': 'malformed-field',
  },
  '1.20': {
    'auth/auth.yaml': 'unread spec.egress[0].auth',
    'host/allow-extended-protocols.yaml': 'extended-protocols-off',
    'l3/entities/customnodes.yaml': 'node-selectors-off',
    'l3/entities/from_nodes.yaml': 'no Kubernetes object',
    'l3/match-expressions/and-statement.yaml': 'malformed-field',
    'l3/match-expressions/or-statement.yaml': 'malformed-field',
    'l3/requires/requires.yaml': 'requires-removed',
    'l7/kafka/kafka.yaml': 'removed-parser',
  },
};

/** Flags that some examples need, and what is left of the list with them. */
const flags = {
  'enable-node-selector-labels': 'true',
  'enable-extended-ip-protocols': 'true',
};

function readAs(
  file: string,
  version: string,
  config: Readonly<Record<string, string>> = {},
): string {
  const snapshot = buildSnapshot({
    cluster: '',
    objects: objectsFromYaml(readFileSync(file, 'utf8')),
    facts: { cni: 'cilium', cilium: { version, config } },
  });
  const policies = [
    ...snapshot.objects('CiliumNetworkPolicy'),
    ...snapshot.objects('CiliumClusterwideNetworkPolicy'),
  ];
  if (policies.length === 0) return 'no Kubernetes object';
  const profile = ciliumProfile(snapshot.facts);
  const rejections = policies.flatMap(
    policy => ciliumRejection(policy, profile)?.reason ?? [],
  );
  const unread = policies
    .flatMap(policy => policy.rules)
    .flatMap(rule => rule.sections)
    .flatMap(section => section.unread ?? []);
  return rejections[0] ?? (unread[0] ? `unread ${unread[0]}` : 'accepted');
}

withData('cilium/examples/policies', it.todo, folder => {
  const files = filesUnder(folder);

  it.each(Object.keys(expected))(
    'reads or refuses every example as Cilium %s does',
    version => {
      const found = files
        .map(file => [relative(folder, file), readAs(file, version)])
        .filter(([, answer]) => answer !== 'accepted');
      expect(Object.fromEntries(found)).toEqual(expected[version]);
      reportCompared(`Cilium ${version}`, files.length, 'example files');
    },
  );

  it('accepts what needs a flag once the flag is set', () => {
    const needing = [
      'l3/entities/customnodes.yaml',
      'host/allow-extended-protocols.yaml',
    ];
    for (const name of needing) {
      const file = files.find(f => relative(folder, f) === name);
      expect(file && readAs(file, '1.20', flags)).toBe('accepted');
    }
  });
});
