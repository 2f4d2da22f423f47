import { acceptedValue, refusalOf } from '../testing/edited';
import { TemplateNames, expandTemplate } from './expandTemplate';

const names: TemplateNames = {
  cluster: 'prod-eu1',
  namespace: 'shop',
  caller: 'web',
  callee: 'orders',
  callerNamespace: 'shop',
  calleeNamespace: 'shop',
  subject: 'orders',
  peer: 'web',
  kind: 'networkpolicy',
  name: 'zt-shop-web--orders',
};

const expand = (template: string, over: Partial<TemplateNames> = {}) =>
  expandTemplate(template, { ...names, ...over });

describe('expandTemplate', () => {
  it('fills in names', () => {
    expect(
      acceptedValue(
        expand('clusters/{cluster}/{namespace}/{callee}/allow-{caller}.yaml'),
      ),
    ).toBe('clusters/prod-eu1/shop/orders/allow-web.yaml');
    expect(acceptedValue(expand('{caller}.yaml', { caller: 'web.v2' }))).toBe(
      'web.v2.yaml',
    );
  });

  it.each([
    '..',
    '.',
    '../x',
    'a/b',
    '/etc',
    '%2e%2e',
    '%252e%252e',
    'a..b',
    'a.',
    '.a',
    'CODEOWNERS',
    'a\\b',
    'a b',
    'a\u2028b',
    '-a',
    'a-',
    '',
    '{callee}',
    'a'.repeat(64),
  ])('L8 T2 refuses the name %j', caller => {
    expect(refusalOf(expand('a/{caller}/b.yaml', { caller }))).toMatchObject({
      code: 'INVALID_SPEC',
    });
  });

  it('refuses a variable that nobody fills, and braces that are none', () => {
    for (const template of [
      '{environment}/a.yaml',
      '{secret}.yaml',
      '{}.yaml',
      '{a-b}.yaml',
    ]) {
      expect(expand(template).ok).toBe(false);
    }
  });

  it('refuses a template that leaves its folder', () => {
    expect(refusalOf(expand('../{caller}.yaml'))).toMatchObject({
      code: 'SOURCE_NOT_WRITABLE',
    });
  });
});
