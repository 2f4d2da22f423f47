import { runZtn, tempFolder } from '../__testUtils__/runZtn';
import { shop } from '../__testUtils__/shop';

const selectsNothing = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: forgotten, namespace: shop }
spec: { podSelector: { matchLabels: { app: gone } } }
`;

describe('ztn audit', () => {
  const folder = tempFolder({ 'a.yaml': shop, 'b.yaml': selectsNothing });
  const audit = (...args: readonly string[]) =>
    runZtn(['audit', '-f', folder, ...args]);

  it('names findings with object and field, and what each control lacks', async () => {
    const { code, out } = await audit();
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {2}\w+ +policy-selects-nothing NetworkPolicy shop\/forgotten/m,
    );
    expect(out).toMatch(/^ {2}\w+ +default-deny-ingress: 2 fail, 1 pass$/m);
    expect(out).toMatch(/^ {4}fail shop\/Deployment\/web: /m);
  });

  it('gives the same as JSON', async () => {
    const { out } = await audit('-o', 'json');
    expect(JSON.parse(out)).toEqual([
      {
        cluster: '',
        findings: expect.arrayContaining([
          expect.objectContaining({
            code: 'policy-selects-nothing',
            object: 'NetworkPolicy shop/forgotten',
          }),
        ]),
        controls: expect.arrayContaining([
          expect.objectContaining({
            control: 'default-deny-ingress',
            subject: {
              type: 'workload',
              key: 'shop/Deployment/api',
              namespace: 'shop',
            },
            state: 'pass',
          }),
        ]),
      },
    ]);
  });

  it('fails on what is bad enough, and only then', async () => {
    const calm = tempFolder({
      'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
    });
    expect(await audit('--fail-on', 'info')).toMatchObject({ code: 1 });
    expect(
      await runZtn(['audit', '-f', calm, '--fail-on', 'critical']),
    ).toMatchObject({ code: 0 });
  });

  it('refuses a severity that there is not', async () => {
    const { code, err } = await audit('--fail-on', 'bad');
    expect(code).toBe(2);
    expect(err).toContain(
      '--fail-on is one of critical, high, medium, low, info',
    );
  });
});
