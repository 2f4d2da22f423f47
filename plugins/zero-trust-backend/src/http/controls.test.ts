import { postureResponseSchema } from '@ztn/backstage-plugin-zero-trust-common';
import {
  checked,
  payment,
  root,
  useShop,
  vaultIsSecret,
} from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

/** Shares its account with `vault`'s namesake elsewhere, and is open to all. */
const twin = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vault-twin, namespace: pay, labels: { app: vault-twin } }
spec:
  selector: { matchLabels: { app: vault-twin } }
  template:
    metadata: { labels: { app: vault-twin, backstage.io/kubernetes-id: vault } }
    spec:
      serviceAccountName: payment
      containers: [{ name: main, image: web, ports: [{ containerPort: 8080 }] }]
`;

describe('controls in the posture', () => {
  const start = useShop();

  const controlsIn = (body: unknown) => {
    const [workload] = checked(postureResponseSchema, body).workloads;
    return workload.controls;
  };
  const assessed = async (
    get: Awaited<ReturnType<typeof start>>['get'],
    user?: string,
  ) => {
    const answer = await waitFor(async () => {
      const found = await get(`${payment}/posture`, user);
      expect(controlsIn(found.body)).toBeDefined();
      return found;
    });
    const { results } = controlsIn(answer.body)!;
    const of = (id: string) => results.find(({ control }) => control === id);
    return { ...answer, results, of };
  };

  it('says of each control how it stands, worst first, as the compliance page does', async () => {
    const { get } = await start();
    const { results, of } = await assessed(get);
    expect(of('default-deny-ingress')).toMatchObject({
      title: expect.any(String),
      scope: 'workload',
      state: 'pass',
      because: [],
    });
    expect(of('default-deny-egress')).toMatchObject({
      state: 'fail',
      because: [{ sentence: expect.stringMatching(/\w+ \w+/) }],
    });
    const { body } = await get(
      `${root}/compliance/results?cluster=prod&workload=pay/Deployment/payment`,
    );
    const states = (list: readonly { control: string; state: string }[]) =>
      list.map(({ control, state }) => `${control} ${state}`);
    expect(states(results)).toEqual(
      states(
        body.results.filter(
          ({ state }: { state: string }) => state !== 'not-applicable',
        ),
      ),
    );
  });

  it('calls a missing control accepted while an exception covers it', async () => {
    const { get, post } = await start();
    await assessed(get);
    const waiver = {
      control: 'default-deny-egress',
      scope: {
        type: 'workload',
        cluster: 'prod',
        workload: 'pay/Deployment/payment',
      },
      reason: 'moves next quarter',
      owner: 'group:default/team',
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const created = await post(`${root}/waivers`, waiver);
    expect(created.body).not.toHaveProperty('error');
    const { of } = await assessed(get);
    expect(of('default-deny-egress')).toMatchObject({
      state: 'waived',
      actual: 'fail',
    });
  });

  it('names of a namespace only what concerns the workload, and counts the rest', async () => {
    const { get } = await start({
      manifests: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: about-somebody-else, namespace: pay }
spec: { podSelector: { matchLabels: { app: other } } }
`,
    });
    const { of, text } = await assessed(get);
    expect(of('policy-from-git')).toMatchObject({
      scope: 'namespace',
      state: 'fail',
      because: [{ object: 'NetworkPolicy pay/callers' }],
      more: 1,
    });
    expect(text).not.toContain('about-somebody-else');
  });

  it('names in no reason a workload that the caller may not read', async () => {
    const { get } = await start({ manifests: twin, policy: vaultIsSecret });
    const admin = await assessed(get);
    expect(admin.of('identity-unique')).toMatchObject({ state: 'fail' });
    expect(JSON.stringify(admin.of('identity-unique'))).toContain('vault-twin');
    const guest = await assessed(get, 'guest');
    expect(guest.of('identity-unique')).toMatchObject({ state: 'fail' });
    expect(guest.text).not.toContain('vault');
  });
});
