import { Field, MalformedField } from '../snapshot/Field';
import { parseLabelSelector } from '../snapshot/LabelSelector';
import { matchLabels } from './matchLabels';

const matches = (selector: unknown, labels: Record<string, string>) =>
  matchLabels(parseLabelSelector(new Field(selector)), labels);
const expression = (operator: string, values?: readonly string[]) => ({
  matchExpressions: [{ key: 'tier', operator, values }],
});

describe('matchLabels', () => {
  it.each([
    ['an empty selector', {}, {}, true],
    ['no selector', undefined, { a: 'b' }, true],
    ['equal labels', { matchLabels: { a: 'b' } }, { a: 'b', c: 'd' }, true],
    ['an empty value', { matchLabels: { a: '' } }, { a: '' }, true],
    ['an empty value and a missing key', { matchLabels: { a: '' } }, {}, false],
    ['In', expression('In', ['x', 'y']), { tier: 'y' }, true],
    ['In and a missing key', expression('In', ['x']), {}, false],
    ['NotIn', expression('NotIn', ['x']), { tier: 'x' }, false],
    [
      'NotIn and another value',
      expression('NotIn', ['x']),
      { tier: 'y' },
      true,
    ],
    ['NotIn and a missing key', expression('NotIn', ['x']), {}, true],
    ['Exists', expression('Exists'), { tier: '' }, true],
    ['Exists and a missing key', expression('Exists'), {}, false],
    ['DoesNotExist', expression('DoesNotExist'), { tier: '' }, false],
    ['DoesNotExist and a missing key', expression('DoesNotExist'), {}, true],
    ['a key of every object', expression('Exists'), { other: '' }, false],
  ])('decides %s', (_name, selector, labels: Record<string, string>, want) => {
    expect(matches(selector, labels)).toBe(want);
  });

  it('does not take inherited members for labels', () => {
    const selector = {
      matchExpressions: [{ key: 'toString', operator: 'Exists' }],
    };
    expect(matches(selector, {})).toBe(false);
  });

  it.each([
    ['an operator of no API', expression('Gt', ['1'])],
    ['an operator in lower case', expression('in', ['x'])],
    ['a set operator without values', expression('In', [])],
    ['an existence operator with values', expression('Exists', ['x'])],
    ['a number as a value', { matchLabels: { a: 1 } }],
  ])('refuses %s', (_name, selector) => {
    expect(() => matches(selector, {})).toThrow(MalformedField);
  });
});
