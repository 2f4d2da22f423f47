import { goalOf, getOrders, port8080 } from '../testing/world';
import { sentenceOf } from './sentenceOf';

describe('sentenceOf', () => {
  it('tells a goal in one sentence', () => {
    expect(sentenceOf(goalOf())).toBe(
      'web may call orders on port 8080/TCP with GET /api/orders.',
    );
  });

  it('tells several rules, methods and kinds of paths', () => {
    const goal = goalOf([
      port8080,
      {
        ...getOrders,
        http: {
          methods: ['GET', 'POST'],
          paths: [
            { type: 'prefix', value: '/a' },
            { type: 'prefix', value: '/b/' },
            { type: 'template', value: '/c/{*}' },
          ],
        },
      },
    ]);
    expect(sentenceOf(goal, { caller: 'Web', callee: 'Orders' })).toBe(
      'Web may call Orders on port 8080/TCP and port 8080/TCP with GET or POST /a and below, anything below /b/ or paths like /c/{*}.',
    );
  });
});
