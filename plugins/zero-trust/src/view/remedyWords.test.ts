import { messages } from '../translation/messages';
import { missSentences, obstacleWords, openedWords } from './remedyWords';
import { Translate } from './Translate';

const t: Translate = (key, values = {}) =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)),
    (messages as Record<string, string>)[key],
  );

describe('remedyWords', () => {
  it('says what a near rule wants and what it gets', () => {
    const rule = {
      layer: 'network',
      place: 'ingress',
      policy: 'NetworkPolicy shop/api',
      path: 'spec.ingress[0]',
    } as const;
    expect(
      missSentences(t, {
        ...rule,
        misses: [
          { part: 'traffic', wants: ['TCP 80', 'TCP 81'], has: 'TCP 8080' },
          { part: 'peer', wants: [], has: 'shop/Pod/web' },
          { part: 'request.method', wants: ['GET'], has: 'POST' },
        ],
      }),
    ).toEqual([
      'Port: it wants TCP 80, TCP 81 and gets TCP 8080.',
      'Other end: it names nobody that you may see; it gets shop/Pod/web.',
      'request.method: it wants GET and gets POST.',
    ]);
  });

  it('says which other calls would pass, in the direction of the call', () => {
    const opened = {
      workload: 'shop/Pod/api',
      direction: 'ingress',
      peers: ['shop/Pod/web'],
      protocol: 'TCP',
      ports: [
        { first: 1, last: 79 },
        { first: 81, last: 81 },
      ],
      before: 'deny',
      after: 'allow',
    } as const;
    expect(
      openedWords(t, {
        ...opened,
        peers: ['shop/Pod/web'],
        ports: [...opened.ports],
      }),
    ).toBe('shop/Pod/web → shop/Pod/api, TCP 1-79, 81');
    expect(
      openedWords(t, {
        ...opened,
        direction: 'egress',
        peers: ['kube-apiserver'],
        ports: [],
        protocol: 'ICMP',
        after: 'unknown',
      }),
    ).toBe(
      'shop/Pod/api → kube-apiserver, ICMP (perhaps, which is not known for sure)',
    );
  });

  it('shows an obstacle of a newer backend by its code', () => {
    const { sentence } = obstacleWords(t, {
      layer: 'mesh',
      code: 'brand-new',
      because: [],
    });
    expect(sentence).toContain('brand-new');
  });
});
