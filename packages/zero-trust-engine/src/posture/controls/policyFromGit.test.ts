import { aPolicy } from '../../testing/builders';
import { assessOne } from './__testUtils__/assessOne';

const policyWith = (annotations: Record<string, string>) =>
  aPolicy(
    'AuthorizationPolicy',
    { name: 'callers', namespace: 'shop', annotations },
    {},
  );
const tracked = (by: string) =>
  policyWith({ 'argocd.argoproj.io/tracking-id': by });

describe('policy-from-git', () => {
  const answer = (policy: object) =>
    assessOne('policy-from-git', { objects: [policy] }).flatMap(
      ({ evidence }) => evidence.map(({ holds, reason }) => [holds, reason]),
    );

  it('takes the tracking id of Argo CD for a mark where it names the object', () => {
    expect(
      answer(
        tracked('shop:security.istio.io/AuthorizationPolicy:shop/callers'),
      ),
    ).toEqual([[true, 'marked']]);
  });

  it('does not take a copy by hand, mark and all, for one from Git', () => {
    expect(
      answer(tracked('shop:security.istio.io/AuthorizationPolicy:pay/callers')),
    ).toEqual([[false, 'copied']]);
  });

  it('takes another mark on the same object', () => {
    expect(
      answer(
        policyWith({
          'argocd.argoproj.io/tracking-id': 'shop:x/Y:a/b',
          'argocd.argoproj.io/instance': 'shop',
        }),
      ),
    ).toEqual([[true, 'marked']]);
  });
});
