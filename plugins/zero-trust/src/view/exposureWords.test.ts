import { Exposure } from '@ztn/backstage-plugin-zero-trust-common';
import { paymentService } from '../../dev/fixtures/workloads';
import { messages } from '../translation/messages';
import {
  exposureSentences,
  exposureStatement,
  nodeEncryptionStatement,
  whereWords,
} from './exposureWords';
import { Translate } from './Translate';

const t: Translate = (key, values = {}) => {
  const all = messages as Record<string, string>;
  const text = all[key] ?? all[`${key}_other`];
  return Object.entries(values).reduce(
    (made, [name, value]) => made.replaceAll(`{{${name}}}`, String(value)),
    text,
  );
};

const way: Exposure = {
  entry: {
    type: 'ingress',
    object: 'Ingress production/shop',
    path: 'spec.rules[0].http.paths[0].backend',
    hosts: ['shop.example.com'],
    httpPaths: [{ type: 'Prefix', value: '/pay' }],
    addresses: [],
    tls: 'terminated',
    source: { seenAs: 'workloads', workloads: ['edge/Deployment/nginx'] },
    audience: { who: 'internet' },
  },
  port: 8080,
  protocol: 'TCP',
  outcome: 'allow',
  certainty: 'spec',
  readings: [{ caller: 'edge/Deployment/nginx', outcome: 'allow' }],
};

describe('exposureWords', () => {
  it('names the address outside with its path and port', () => {
    expect(whereWords(t, way.entry)).toBe('shop.example.com/pay');
    expect(whereWords(t, { ...way.entry, port: 443, httpPaths: [] })).toBe(
      'shop.example.com, port 443',
    );
    expect(whereWords(t, { ...way.entry, hosts: [], httpPaths: [] })).toBe(
      'every name',
    );
  });

  it.each([
    ['open', [way], 'caution', 'open through shop.example.com/pay'],
    [
      'refused',
      [{ ...way, outcome: 'deny' }],
      'good',
      '1 ways in, refused by policy',
    ],
    ['absent', [], 'good', 'no way in from outside'],
  ] as const)(
    'says in the header that it is %s',
    (_what, exposure, tone, text) => {
      expect(
        exposureStatement(t, { ...paymentService, exposure: [...exposure] }),
      ).toEqual({ tone, text });
    },
  );

  it('promises nothing in the header where something is not certain', () => {
    const unsure = { ...way, outcome: 'unknown' } as const;
    const gap = { kind: 'Ingress', reason: 'forbidden' };
    expect(
      exposureStatement(t, { ...paymentService, exposure: [unsure] }).tone,
    ).toBe('unknown');
    expect(
      exposureStatement(t, { ...paymentService, exposure: [], gaps: [gap] })
        .tone,
    ).toBe('unknown');
  });

  it('tells each reading where policy may see one of several', () => {
    const translated: Exposure = {
      ...way,
      entry: {
        ...way.entry,
        source: {
          seenAs: 'client-or-node',
          ranges: [],
          because: 'external-traffic-policy-cluster',
        },
      },
      outcome: 'unknown',
      readings: [
        { caller: 'world', outcome: 'deny' },
        { caller: 'host', outcome: 'allow' },
      ],
    };
    const sentences = exposureSentences(t, translated);
    expect(sentences[1]).toContain('externalTrafficPolicy Cluster');
    expect(sentences.slice(2)).toEqual([
      'If it is world: Denied',
      'If it is host: Allowed',
    ]);
  });

  it('calls encryption between nodes by its name', () => {
    expect(
      nodeEncryptionStatement(t, {
        state: 'partial',
        by: ['wireguard'],
        source: 'ConfigMap kube-system/cilium-config',
        nodes: { ready: 2, total: 3 },
      }),
    ).toEqual({
      tone: 'caution',
      text: 'encrypted with WireGuard on 2 of 3 nodes',
    });
  });
});
