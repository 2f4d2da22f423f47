import { accessSpecSchema } from './accessSpec';

const spec = (change: object) => ({
  caller: { entityRef: 'component:default/web' },
  callee: { entityRef: 'component:default/orders' },
  cluster: 'prod',
  rules: [{ port: 8080 }],
  ...change,
});
const pathOf = (type: string, value: string) =>
  spec({
    rules: [
      { port: 8080, http: { methods: ['GET'], paths: [{ type, value }] } },
    ],
  });

describe('accessSpecSchema', () => {
  it.each(['/api/orders', '/v1/a.b+c', "/a(b)/c;d=e,f'g", '/'])(
    'takes the path %s',
    value => {
      expect(accessSpecSchema.safeParse(pathOf('exact', value)).success).toBe(
        true,
      );
    },
  );

  it.each([
    ['an asterisk, which would make it a prefix', '/api*'],
    ['braces, which would make it a template', '/{*}'],
    ['a percent sign', '/%2e%2e'],
    ['a question mark', '/a?b'],
    ['a number sign', '/a#b'],
    ['a line break', '/a\nspec: {}'],
    ['a line separator', '/a\u2028b'],
    ['a mark that turns text around', '/a\u202eb'],
    ['a quote that ends a text', '/a"b'],
    ['no slash in front', 'api'],
    ['more than can be meant', `/${'a'.repeat(256)}`],
  ])('T1: refuses a path with %s', (_what, value) => {
    for (const type of ['exact', 'prefix']) {
      expect(accessSpecSchema.safeParse(pathOf(type, value)).success).toBe(
        false,
      );
    }
  });

  it.each(['/{**}/x', '/a{*}', '/*', '/{*}\n'])(
    'T1: refuses the template %j',
    value => {
      expect(
        accessSpecSchema.safeParse(pathOf('template', value)).success,
      ).toBe(false);
    },
  );

  it.each([
    ['an address', { repo: 'https://evil.example.com' }],
    ['a path of a file', { path: 'clusters/prod/x.yaml' }],
    ['a port that is a text', { rules: [{ port: '8080' }] }],
    [
      'a method that nobody knows',
      { rules: [{ port: 1, http: { methods: ['*'], paths: [] } }] },
    ],
  ])('T1, T5: refuses %s', (_what, change) => {
    expect(accessSpecSchema.safeParse(spec(change)).success).toBe(false);
  });
});
