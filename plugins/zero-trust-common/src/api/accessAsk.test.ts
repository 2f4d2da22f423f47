import { accessAskSchema, toAccessSpec } from './accessAsk';
import { accessSpecSchema } from './accessSpec';

const ends = {
  caller: 'component:default/cart',
  callee: 'component:default/pay',
};
const least = { ...ends, cluster: 'prod', rules: [{ port: 8080 }] };

describe('an ask', () => {
  it('can say all that a spec can', () => {
    const ask = accessAskSchema.parse({
      ...least,
      callerIdentity: { namespace: 'shop', serviceAccount: 'cart' },
      calleeWorkload: { namespace: 'pay', kind: 'Deployment', name: 'pay' },
      layers: ['istio'],
      choices: ['0123abcd'],
    });
    const spec = accessSpecSchema.parse(toAccessSpec(ask));
    const { shape } = accessSpecSchema;
    const keys = (value: object) => Object.keys(value).sort();
    expect(keys(spec)).toEqual(keys(shape));
    expect(keys(spec.caller)).toEqual(keys(shape.caller.shape));
    expect(keys(spec.callee)).toEqual(keys(shape.callee.shape));
  });

  it('leaves out what was not said', () => {
    expect(toAccessSpec(accessAskSchema.parse(least))).toEqual({
      caller: { entityRef: ends.caller },
      callee: { entityRef: ends.callee },
      cluster: 'prod',
      rules: [{ port: 8080, protocol: 'TCP' }],
    });
  });
});
