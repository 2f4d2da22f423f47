import fc from 'fast-check';
import { contains, covers, mayMatch, mayMeet } from './operations';

/** Istio's string kinds, read from its documentation and nothing else. */
function takes(pattern: string, text: string): boolean {
  if (/\{\*\*?\}/.test(pattern)) {
    const expression = pattern
      .split(/(\{\*\*\}|\{\*\})/)
      .map(part => {
        if (part === '{*}') return '[^/]+';
        if (part === '{**}') return '.*';
        return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      })
      .join('');
    return new RegExp(`^${expression}$`).test(text);
  }
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern === text;
}

const patterns = [
  '*',
  '/*',
  '/a',
  '/a*',
  '/a/*',
  '/a/b',
  '/a/b*',
  '*b',
  '*/b',
  '*a/b',
  '/{**}',
  '/a/{**}',
  '/a/{*}',
  '/{*}/b',
  '/{*}/{**}',
];

const somePattern = fc.constantFrom(...patterns);
const someText = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'c'), { minLength: 0, maxLength: 3 })
  .map(segments => `/${segments.join('/')}`);

describe('patterns', () => {
  it('contain others only when they take every text of them', () => {
    fc.assert(
      fc.property(somePattern, somePattern, someText, (outer, inner, text) => {
        const isWrong =
          contains(outer, inner) && takes(inner, text) && !takes(outer, text);
        expect(isWrong).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  it('never meet only when no text is taken by both', () => {
    fc.assert(
      fc.property(somePattern, somePattern, someText, (a, b, text) => {
        const isWrong = !mayMeet(a, b) && takes(a, text) && takes(b, text);
        expect(isWrong).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  it('know the plain cases', () => {
    expect(contains('/a/*', '/a/b*')).toBe(true);
    expect(contains('*', '/{*}/b')).toBe(true);
    expect(contains('/a/{**}', '/a/b')).toBe(true);
    expect(mayMeet('/a/*', '/b/*')).toBe(false);
    expect(mayMeet('/a', '/b')).toBe(false);
  });
});

describe('operations', () => {
  const path = { type: 'prefix', value: '/a' } as const;

  it('cover a request only when they take all of it', () => {
    const request = { method: 'GET', path };
    expect(covers({ methods: ['GET'], paths: ['/a*'] }, request)).toBe(true);
    expect(covers({ methods: ['GET'], paths: ['/a/*'] }, request)).toBe(false);
    expect(covers({ paths: ['/a', '/a/*'] }, request)).toBe(true);
    expect(covers({ methods: ['POST'] }, request)).toBe(false);
    expect(covers({ notPaths: ['/a/secret'] }, request)).toBe(false);
    expect(covers({ notMethods: ['GET'] }, request)).toBe(false);
    expect(covers({ methods: ['GET'] }, { path })).toBe(false);
  });

  it('cover on a condition what depends on more than method and path', () => {
    const request = { method: 'GET', path };
    expect(covers({ hosts: ['api'] }, request)).toBe('conditional');
    expect(covers({ when: [{ key: 'x', values: ['y'] }] }, request)).toBe(
      'conditional',
    );
  });

  it('may match as soon as they take a part', () => {
    const request = { method: 'GET', path };
    expect(mayMatch({ paths: ['/a/secret'] }, request)).toBe(true);
    expect(mayMatch({ paths: ['*secret'] }, request)).toBe(true);
    expect(mayMatch({ paths: ['/b*'] }, request)).toBe(false);
    expect(mayMatch({ methods: ['POST'] }, request)).toBe(false);
    expect(mayMatch({ notMethods: ['GET'] }, request)).toBe(false);
    expect(mayMatch({ methods: ['POST'] }, { path })).toBe(true);
  });
});
