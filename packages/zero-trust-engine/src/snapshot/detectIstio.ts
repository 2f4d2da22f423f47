import { Field, MalformedField } from './Field';
import { IstioFacts } from './Facts';
import { Gap } from './Gap';
import { parseLabelSelector } from './LabelSelector';
import { StringMap } from './KubernetesObject';
import { ConfigMap } from './Snapshot';
import { imageVersion } from './detectFacts';
import { detectInstalled, isAmbient } from './istioPresence';
import type { Detected, FactSources, Runner } from './detectFacts';

const defaultNamespace = 'istio-system';

/** Istio's own defaults, `pkg/config/mesh` (spec istio 1.7). */
const defaults: IstioFacts = {
  installed: false,
  configuration: 'defaults',
  otherConfigurations: [],
  rootNamespace: defaultNamespace,
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  caTrustDomains: [],
  autoMtls: true,
  ambient: false,
  outboundTrafficPolicy: 'ALLOW_ANY',
  discoverySelectors: [],
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  pathNormalization: 'BASE',
  extensionProviders: [],
  httpOnlyProviders: [],
  env: {},
};

/** What the mesh is told, from istiod and its mesh ConfigMap. */
export function detectIstio(from: FactSources): Detected<IstioFacts> {
  const istiod = from.runners.find(isIstiod);
  const namespace = istiod?.namespace ?? defaultNamespace;
  const map = meshConfigMap(from.configMaps, istiod, namespace);
  const mesh = readMesh(map, from);
  const installed = detectInstalled(from, istiod, map);
  const discovery = istiod?.shape.containers.find(c => c.name === 'discovery');
  const env = discovery?.env ?? {};
  const version = discovery && imageVersion(discovery);
  const istiodSource: StringMap = istiod ? { env: istiod.object } : {};
  return {
    value: {
      ...defaults,
      installed: installed.value,
      version,
      ambient: isAmbient(from, istiod, env),
      env,
      configuration: configurationOf(map, mesh, istiod, from),
      otherConfigurations: otherConfigurations(from, istiod, mesh.value),
      ...mesh.value,
    },
    sources: {
      installed: installed.source,
      ...istiodSource,
      ...(version && istiod ? { version: istiod.object } : {}),
      ...mesh.sources,
    },
    gaps: mesh.gaps,
  };
}

function configurationOf(
  map: ConfigMap | undefined,
  mesh: Detected<Partial<IstioFacts>>,
  istiod: Runner | undefined,
  from: FactSources,
): IstioFacts['configuration'] {
  const names = mapNames(istiod);
  // One of these names that cannot be read may hide what would count instead.
  const better = map ? names.slice(0, names.indexOf(map.meta.name)) : names;
  if (better.some(name => from.mayHideMap(name))) return 'unread';
  if (!map) return 'defaults';
  return (mesh.gaps ?? []).length > 0 ? 'unread' : 'read';
}

/** The names that a mesh configuration may have, the one that counts first. */
function mapNames(istiod: Runner | undefined): readonly string[] {
  return [`istio-${istiod ? revisionOf(istiod) : 'default'}`, 'istio'];
}

/**
 * Other revisions whose configuration differs in what verdicts depend on: one of
 * them is read, and pods of the others are not judged by it.
 */
function otherConfigurations(
  from: FactSources,
  istiod: Runner | undefined,
  read: Partial<IstioFacts>,
): readonly string[] {
  const own = istiod && revisionOf(istiod);
  const others = from.runners
    .filter(runner => isIstiod(runner) && revisionOf(runner) !== own)
    .map(runner => ({
      revision: revisionOf(runner),
      mesh: readMesh(
        meshConfigMap(from.configMaps, runner, runner.namespace),
        from,
      ),
    }))
    .filter(({ mesh }) => JSON.stringify(mesh.value) !== JSON.stringify(read));
  return [...new Set(others.map(({ revision }) => revision))];
}

function revisionOf({ shape }: Runner): string {
  return shape.labels['istio.io/rev'] ?? 'default';
}

/** The control plane itself. */
export function isIstiod(runner: Runner): boolean {
  return (
    runner.shape.labels.app === 'istiod' &&
    runner.shape.containers.some(container => container.name === 'discovery')
  );
}

/** `istio-<rev>` of istiod's own revision, else `istio`, in its namespace. */
function meshConfigMap(
  maps: readonly ConfigMap[],
  istiod: Runner | undefined,
  namespace: string,
): ConfigMap | undefined {
  return mapNames(istiod).flatMap(name =>
    maps.filter(
      map =>
        map.meta.namespace === namespace &&
        map.meta.name === name &&
        map.data.mesh !== undefined,
    ),
  )[0];
}

function readMesh(
  map: ConfigMap | undefined,
  from: FactSources,
): Detected<Partial<IstioFacts>> {
  if (!map) return { value: {}, sources: {} };
  const object = {
    kind: 'ConfigMap',
    namespace: map.meta.namespace,
    name: map.meta.name,
  };
  const gap = (reason: Gap['reason'], path: string, detail: string): Gap => ({
    kind: 'ConfigMap',
    group: '',
    reason,
    object,
    path,
    detail,
  });
  if (!from.parseYaml) {
    const gaps = [gap('pending', 'data.mesh', 'no YAML reader was given')];
    return { value: {}, sources: {}, gaps };
  }
  let mesh: unknown;
  try {
    mesh = from.parseYaml(map.data.mesh);
  } catch {
    const gaps = [gap('malformed', 'data.mesh', 'not a YAML document')];
    return { value: {}, sources: {}, gaps };
  }
  try {
    const value = parseMesh(new Field(mesh, 'data.mesh'));
    const source = `ConfigMap ${object.namespace}/${object.name} data.mesh`;
    return {
      value,
      sources: Object.fromEntries(Object.keys(value).map(k => [k, source])),
    };
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    const gaps = [gap('malformed', error.path, `expected ${error.expected}`)];
    return { value: {}, sources: {}, gaps };
  }
}

/** Fields of MeshConfig that change verdicts; only those that are present. */
function parseMesh(mesh: Field): Partial<IstioFacts> {
  const normalization = mesh
    .in('pathNormalization', 'normalization')
    .oneOfOr(
      ['DEFAULT', 'NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'],
      'DEFAULT',
    );
  const providers = mesh.at('extensionProviders').items();
  const found: { [K in keyof IstioFacts]?: IstioFacts[K] | undefined } = {
    rootNamespace: mesh.at('rootNamespace').optionalString(),
    trustDomain: mesh.at('trustDomain').optionalString(),
    trustDomainAliases: mesh.at('trustDomainAliases').strings(),
    caTrustDomains: mesh
      .at('caCertificates')
      .items()
      .flatMap(ca => ca.at('trustDomains').strings()),
    discoverySelectors: mesh
      .at('discoverySelectors')
      .items()
      .map(parseLabelSelector),
    defaultServiceExportTo: listOr(mesh.at('defaultServiceExportTo')),
    defaultVirtualServiceExportTo: listOr(
      mesh.at('defaultVirtualServiceExportTo'),
    ),
    defaultDestinationRuleExportTo: listOr(
      mesh.at('defaultDestinationRuleExportTo'),
    ),
    autoMtls: mesh.at('enableAutoMtls').optionalBoolean(),
    outboundTrafficPolicy: mesh
      .in('outboundTrafficPolicy', 'mode')
      .oneOfOr<IstioFacts['outboundTrafficPolicy']>(
        ['ALLOW_ANY', 'REGISTRY_ONLY'],
        'ALLOW_ANY',
      ),
    pathNormalization: normalization === 'DEFAULT' ? 'BASE' : normalization,
    extensionProviders: providers.map(p => p.at('name').string()),
    httpOnlyProviders: providers
      .filter(p => p.at('envoyExtAuthzHttp').present)
      .map(p => p.at('name').string()),
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  );
}

/** A list that stands where it has items. */
function listOr(field: Field): readonly string[] | undefined {
  const items = field.strings();
  return items.length > 0 ? items : undefined;
}
