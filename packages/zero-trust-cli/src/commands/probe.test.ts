import { runZtn, tempFolder } from '../__testUtils__/runZtn';
import { shop } from '../__testUtils__/shop';

describe('ztn probe', () => {
  const folder = tempFolder({ 'shop.yaml': shop });
  const probe = async (...lines: readonly unknown[]) => {
    const { code, out, err } = await runZtn(
      ['probe', '-f', folder],
      lines.map(line =>
        typeof line === 'string' ? line : JSON.stringify(line),
      ),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as unknown);
  };
  const web = 'shop/Deployment/web';
  const api = 'shop/Deployment/api';

  it('answers each question in order, in the shape of the contract', async () => {
    const [first, second] = await probe(
      { id: '1', from: web, to: api, port: 8080, protocol: 'TCP' },
      { id: '2', from: 'shop/Pod/debug', to: api, port: 8080 },
    );
    expect(first).toEqual({
      id: '1',
      outcome: 'allow',
      transport: 'none',
      certainty: 'spec',
      layers: [
        {
          layer: 'network',
          direction: 'egress',
          outcome: 'allow',
          certainty: 'spec',
          because: [{ reason: 'no-policy' }],
        },
        {
          layer: 'network',
          direction: 'ingress',
          outcome: 'allow',
          certainty: 'spec',
          because: [
            {
              policy: 'NetworkPolicy shop/api',
              path: 'spec.ingress[0]',
              reason: 'allow-rule',
            },
          ],
        },
        {
          layer: 'transport',
          mode: 'none',
          outcome: 'allow',
          certainty: 'spec',
          because: [{ reason: 'no-mesh' }],
        },
      ],
      gaps: [],
    });
    expect(second).toMatchObject({ id: '2', outcome: 'deny' });
  });

  it('lists every backend of a Service', async () => {
    const [answer] = await probe({
      id: 1,
      from: web,
      to: 'shop/Service/api',
      port: 80,
    });
    expect(answer).toMatchObject({
      id: 1,
      outcome: 'allow',
      backends: [{ workload: api, port: 8080, outcome: 'allow' }],
    });
  });

  it('judges ICMP without a port', async () => {
    const [answer] = await probe({ from: web, to: api, protocol: 'ICMP' });
    expect(answer).toMatchObject({ outcome: expect.any(String) });
    expect(answer).not.toHaveProperty('id');
  });

  it.each([
    ['a line that is no JSON', '{', undefined, /JSON/],
    [
      'a key that nobody knows',
      { id: 'a', from: web, to: api, prot: 80 },
      'a',
      /^prot: expected one of/,
    ],
    ['no port', { id: 'b', from: web, to: api }, 'b', /^port: expected/],
    [
      'a port with ICMP',
      { id: 'c', from: web, to: api, port: 1, protocol: 'ICMP' },
      'c',
      /^port: expected no port/,
    ],
    [
      'a workload that is not there',
      { id: 'd', from: 'shop/Deployment/x', to: api, port: 1 },
      'd',
      /is not in the input/,
    ],
    [
      'a Service as a caller',
      { id: 'e', from: 'shop/Service/api', to: api, port: 1 },
      'e',
      /cannot be a caller/,
    ],
  ])(
    'says what is wrong with %s and goes on',
    async (_what, line, id, error) => {
      const [wrong, next] = await probe(line, {
        id: 'next',
        from: web,
        to: api,
        port: 8080,
      });
      expect(wrong).toEqual({
        ...(id === undefined ? {} : { id }),
        error: expect.stringMatching(error),
      });
      expect(next).toMatchObject({ id: 'next', outcome: 'allow' });
    },
  );
});
