import { Manifest } from './Manifest';
import {
  carries,
  find,
  ofKind,
  podTemplateOf,
  readWorld,
  refOf,
  selected,
  worldFiles,
  workloadsOf,
} from './readWorld';

const catalog = readWorld('catalog');
const clusters = ['prod-eu', 'prod-us'];

const unmapped = ['gift-cards', 'loyalty'];

const names = (kind: string) =>
  ofKind(catalog, kind).map(({ metadata }) => metadata.name);

const annotation = (entity: Manifest, key: string) =>
  entity.metadata.annotations?.[key];

const mapped = ofKind(catalog, 'Component', 'Resource').filter(
  entity =>
    annotation(entity, 'backstage.io/kubernetes-namespace') &&
    !unmapped.includes(entity.metadata.name),
);

// As the Kubernetes plugin reads them: the label selector wins over the id.
const labelsOf = (entity: Manifest): Record<string, string> => {
  const selector = annotation(entity, 'backstage.io/kubernetes-label-selector');
  if (!selector) {
    const id = annotation(entity, 'backstage.io/kubernetes-id') ?? '';
    return { 'backstage.io/kubernetes-id': id };
  }
  const [key, value] = selector.split('=');
  return { [key]: value };
};

describe('the catalog', () => {
  it('has owners, systems and teams that exist', () => {
    const groups = names('Group');
    const lost = catalog
      .map(({ manifest }) => manifest)
      .filter(
        ({ spec }) =>
          (spec.owner && !groups.includes(spec.owner)) ||
          (spec.system && !names('System').includes(spec.system)) ||
          (spec.memberOf ?? []).some(group => !groups.includes(group)),
      );
    expect(lost.map(refOf)).toEqual([]);
  });

  it('lets the guest own checkout-service, and someone else payment-service', () => {
    const { memberOf } = find(catalog, '/User/guest').spec;
    const owner = (name: string) =>
      find(catalog, `/Component/${name}`).spec.owner;
    expect(memberOf).toContain(owner('checkout-service'));
    expect(memberOf).not.toContain(owner('payment-service'));
  });

  it('provides every API once, by the component that is called', () => {
    const provided = ofKind(catalog, 'Component').flatMap(
      ({ spec }) => spec.providesApis ?? [],
    );
    expect(provided.sort()).toEqual(names('API').sort());
  });

  it('marks what holds money or personal data as sensitive', () => {
    const sensitive = ofKind(catalog, 'Component').filter(
      entity => annotation(entity, 'zero-trust/sensitive') === 'true',
    );
    expect(sensitive.map(({ metadata }) => metadata.name)).toEqual([
      'payment-service',
      'ledger',
      'user-service',
    ]);
  });

  it('keeps one component without any mapping and one whose mapping finds nothing', () => {
    const giftCards = find(catalog, '/Component/gift-cards').metadata;
    expect(giftCards.annotations).toBeUndefined();
    const loyalty = labelsOf(find(catalog, '/Component/loyalty'));
    const carriers = clusters.flatMap(cluster =>
      readWorld(cluster).filter(({ manifest }) =>
        carries(manifest.metadata.labels, loyalty),
      ),
    );
    expect(carriers).toEqual([]);
  });
});

describe.each(clusters)('the mapping of the catalog to %s', cluster => {
  const docs = readWorld(cluster);

  it.each(mapped.map(entity => [entity.metadata.name, entity]))(
    'finds %s by labels on the workload, its pods and its Service',
    (_, entity) => {
      const labels = labelsOf(entity);
      const namespace = annotation(entity, 'backstage.io/kubernetes-namespace');
      const pods = selected(docs, namespace, labels);
      expect(pods.length).toBeGreaterThan(0);
      expect(
        pods.filter(({ metadata }) => !carries(metadata.labels, labels)),
      ).toEqual([]);
      // Jobs are called by nobody and have no Service.
      const services = pods.some(({ kind }) => kind === 'CronJob')
        ? []
        : ofKind(docs, 'Service').filter(
            ({ metadata }) =>
              metadata.namespace === namespace &&
              carries(metadata.labels, labels),
          );
      expect(services).toHaveLength(pods[0].kind === 'CronJob' ? 0 : 1);
    },
  );

  it('names in zero-trust/workload only workloads that exist', () => {
    const known = workloadsOf(docs).map(
      workload => `${cluster}/${refOf(workload)}`,
    );
    const wanted = ofKind(catalog, 'Component')
      .flatMap(entity =>
        (annotation(entity, 'zero-trust/workload') ?? '').split(', '),
      )
      .filter(ref => ref.startsWith(`${cluster}/`));
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter(ref => !known.includes(ref))).toEqual([]);
  });

  it('has a policy file for every call that the catalog declares, but for the refused ones', () => {
    const files = worldFiles(`${cluster}/policies`).map(({ file }) => file);
    const provider = (api: string) =>
      ofKind(catalog, 'Component').find(({ spec }) =>
        spec.providesApis?.includes(api),
      )?.metadata.name;
    const calls = ofKind(catalog, 'Component').flatMap(caller =>
      (caller.spec.consumesApis ?? []).map(
        api => `${provider(api)}/allow-${caller.metadata.name}.yaml`,
      ),
    );
    const without = calls.filter(
      call => !files.some(file => file.endsWith(`/${call}`)),
    );
    expect(without).toEqual([
      'payment-service/allow-refunds.yaml',
      'catalog-service/allow-shop-monolith.yaml',
      'order-service/allow-shop-monolith.yaml',
    ]);
  });

  it('gives every workload a pod template with the labels that people look for', () => {
    const bare = workloadsOf(docs).filter(workload => {
      const { labels } = podTemplateOf(workload).metadata;
      return !labels.app || !labels['app.kubernetes.io/name'];
    });
    expect(bare.map(refOf)).toEqual([]);
  });
});
