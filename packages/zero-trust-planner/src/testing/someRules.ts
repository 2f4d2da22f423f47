import fc from 'fast-check';
import { AccessRule, RequestPath } from '../AccessGoal';

/** Paths of every type that meet and miss each other. */
export const somePath = fc.constantFrom<RequestPath>(
  { type: 'exact', value: '/admin' },
  { type: 'exact', value: '/v1/a' },
  { type: 'exact', value: '/a.b' },
  { type: 'prefix', value: '/v1' },
  { type: 'prefix', value: '/v1/' },
  { type: 'template', value: '/v1/{*}/x' },
);

const someHttp = fc.record({
  methods: fc.subarray(['GET', 'POST', 'DELETE'], { minLength: 1 }),
  paths: fc.uniqueArray(somePath, {
    minLength: 1,
    maxLength: 2,
    selector: ({ value }) => value,
  }),
});

/** What a random request asks for: one or two ports, with and without HTTP. */
export const someRules: fc.Arbitrary<readonly AccessRule[]> = fc.uniqueArray(
  fc
    .record({
      port: fc.constantFrom(8080, 9090),
      http: fc.option(someHttp, { nil: undefined }),
    })
    .map(({ port, http }) => ({
      port,
      protocol: 'TCP' as const,
      ...(http && { http }),
    })),
  { minLength: 1, maxLength: 2, selector: ({ port }) => port },
);
