import { aConfigMap, aPolicy } from '../../testing/builders';
import { snapshotOf } from '../../testing/fromYaml';
import { AttachedPolicy, PolicySet, attachedPolicy } from './PolicySet';
import { customAuthorizers } from './customAuthorizers';

const policy = (provider: string) =>
  aPolicy(
    'AuthorizationPolicy',
    { namespace: 'shop', name: provider },
    { action: 'CUSTOM', provider: { name: provider }, rules: [{}] },
  );

function authorizers(providers: readonly string[]) {
  const snapshot = snapshotOf([
    aConfigMap({
      namespace: 'istio-system',
      name: 'istio',
      data: {
        mesh: JSON.stringify({
          extensionProviders: [
            { name: 'over-http', envoyExtAuthzHttp: { port: 80 } },
            { name: 'over-grpc', envoyExtAuthzGrpc: { port: 80 } },
          ],
        }),
      },
    }),
    ...providers.map(policy),
  ]);
  const custom: readonly AttachedPolicy[] = snapshot
    .objects('AuthorizationPolicy')
    .map(p => attachedPolicy(p, []));
  const policies: PolicySet = {
    allow: [],
    deny: [],
    custom,
    idle: [],
    gaps: [],
    patchedBy: [],
    probable: false,
  };
  return customAuthorizers(snapshot, policies);
}

describe('customAuthorizers', () => {
  it.each([
    ['over-http', 'http', 'conditional'],
    ['over-http', 'tcp', 'ignored'],
    ['over-grpc', 'http', 'conditional'],
    ['over-grpc', 'tcp', 'conditional'],
    ['missing', 'tcp', 'deny'],
  ] as const)('asks %s about %s: %s', (provider, reading, want) => {
    expect(authorizers([provider]).outcomeOf(provider, reading)).toBe(want);
  });

  it('refuses where two providers are named on one workload', () => {
    const two = authorizers(['over-http', 'over-grpc']);
    expect(two.outcomeOf('over-http', 'tcp')).toBe('deny');
  });
});
