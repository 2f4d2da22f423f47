import {
  mockServices,
  registerMswTestHooks,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  RegisterCollatorParameters,
  TestPipeline,
} from '@backstage/plugin-search-backend-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { JsonObject } from '@backstage/types';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import searchModule from '.';

const component = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team' }],
});
const mapped = { 'backstage.io/kubernetes-id': 'x' };

const entities: Entity[] = [
  {
    ...component('payment', mapped),
    metadata: {
      ...component('payment', mapped).metadata,
      title: 'Payment service',
    },
  },
  component('gone', mapped),
  component('paper', {}),
];

const finding = (severity: string, object: string) => ({
  code: 'open-to-everybody',
  severity,
  object,
  workloads: ['pay/Deployment/payment', 'hush/Deployment/vault'],
  params: { caller: 'hush/Deployment/vault' },
});

const workload = (cluster: string, findings: object[]) => ({
  cluster,
  key: 'pay/Deployment/payment',
  namespace: 'pay',
  kind: 'Deployment',
  name: 'payment',
  findings,
});

describe('the search module', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const url =
    'http://backend.test/api/zero-trust/v1/entities/component/default';

  const collator = async (search: JsonObject = {}) => {
    const addCollator = jest.fn<void, [RegisterCollatorParameters]>();
    const backend = await startTestBackend({
      extensionPoints: [
        [
          searchIndexRegistryExtensionPoint,
          { addCollator, addDecorator: jest.fn() },
        ],
      ],
      features: [
        searchModule,
        catalogServiceMock.factory({ entities }),
        mockServices.discovery.mock({
          getBaseUrl: async pluginId => `http://backend.test/api/${pluginId}`,
        }).factory,
        mockServices.rootConfig.factory({ data: { search } }),
      ],
    });
    await backend.stop();
    const [{ factory }] = addCollator.mock.calls[0];
    return factory;
  };
  const documents = async () => {
    const pipeline = TestPipeline.fromCollator(
      await (await collator()).getCollator(),
    );
    const { error, documents: found } = await pipeline.execute();
    if (error) throw error;
    return found;
  };

  it('makes one document of each code, as bad as its worst place', async () => {
    server.use(
      http.get(`${url}/payment/posture`, ({ request }) =>
        request.headers.get('authorization')?.startsWith('Bearer ')
          ? HttpResponse.json({
              workloads: [
                workload('eu', [
                  finding('medium', 'NetworkPolicy hush/vault'),
                  finding('high', 'NetworkPolicy pay/payment'),
                ]),
                workload('us', [finding('low', 'NetworkPolicy pay/payment')]),
              ],
            })
          : new HttpResponse(null, { status: 401 }),
      ),
      http.get(`${url}/gone/posture`, () =>
        HttpResponse.json(
          { error: { name: 'NotFoundError' } },
          { status: 404 },
        ),
      ),
    );
    expect(await documents()).toEqual([
      {
        title: 'Payment service: open to everybody',
        text: 'zero trust finding open-to-everybody, severity high; eu pay/Deployment/payment; us pay/Deployment/payment',
        location: '/catalog/default/component/payment/zero-trust#findings',
        authorization: { resourceRef: 'component:default/payment' },
        entityRef: 'component:default/payment',
        code: 'open-to-everybody',
        severity: 'high',
        owner: 'group:default/team',
      },
    ]);
  });

  it('fails when the backend does, so that the last index stays', async () => {
    server.use(
      http.get(`${url}/:name/posture`, () =>
        HttpResponse.json(
          { error: { name: 'ServiceUnavailableError', message: 'starting' } },
          { status: 503 },
        ),
      ),
    );
    await expect(documents()).rejects.toThrow(/503/);
  });

  it('shows documents to readers of the entity, or of its posture where so configured', async () => {
    expect((await collator()).visibilityPermission?.name).toBe(
      'catalog.entity.read',
    );
    const visibilityPermission = 'zero-trust.posture.read';
    const factory = await collator({
      collators: { zeroTrust: { visibilityPermission } },
    });
    expect(factory.visibilityPermission?.name).toBe(visibilityPermission);
    await expect(
      collator({ collators: { zeroTrust: { visibilityPermission: 'any' } } }),
    ).rejects.toThrow(/visibilityPermission must be 'catalog.entity.read' or/);
  });
});
