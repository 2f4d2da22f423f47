import { grantedRules } from './grantedRules';

describe('grantedRules', () => {
  it.each([
    [
      'ports without requests',
      [{ protocol: 'TCP', ports: [{ first: 80, last: 81 }] }],
      [
        { port: 80, protocol: 'TCP' },
        { port: 81, protocol: 'TCP' },
      ],
    ],
    [
      'a prefix as Istio says it',
      [
        {
          protocol: 'TCP',
          ports: [{ first: 80, last: 80 }],
          requests: [{ methods: ['GET'], paths: ['/api', '/api/*', '/x'] }],
        },
      ],
      [
        {
          port: 80,
          protocol: 'TCP',
          http: {
            methods: ['GET'],
            paths: [
              { type: 'prefix', value: '/api' },
              { type: 'exact', value: '/x' },
            ],
          },
        },
      ],
    ],
    [
      'what Cilium says as a regular expression',
      [
        {
          protocol: 'TCP',
          ports: [{ first: 80, last: 80 }],
          requests: [{ methods: ['GET'], paths: ['/a\\.b/.*'] }],
        },
      ],
      [
        {
          port: 80,
          protocol: 'TCP',
          http: {
            methods: ['GET'],
            paths: [{ type: 'prefix', value: '/a.b/' }],
          },
        },
      ],
    ],
    [
      'the narrower of two places',
      [
        { protocol: 'TCP', ports: [{ first: 80, last: 80 }] },
        {
          protocol: 'TCP',
          ports: [{ first: 80, last: 80 }],
          requests: [{ methods: ['GET'], paths: [] }],
        },
      ],
      [{ port: 80, protocol: 'TCP', http: { methods: ['GET'], paths: [] } }],
    ],
    [
      'nothing of a range that a request cannot say',
      [{ protocol: 'TCP', ports: [{ first: 1, last: 65535 }] }],
      [],
    ],
  ])('says %s', (_what, grant, rules) => {
    expect(grantedRules(grant)).toEqual(rules);
  });
});
