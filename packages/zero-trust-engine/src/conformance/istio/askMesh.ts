import { compileMeshLayer } from '../../layers/mesh/meshLayer';
import { AllowedOperations, Hop, MeshLayer } from '../../layers/Layer';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aConfigMap, aPod, aPolicy } from '../../testing/builders';
import { snapshotOf } from '../../testing/fromYaml';
import { LayerVerdict } from '../../Verdict';
import { GoldenRequest } from './GoldenRequest';

/** What the builder's own tests tell istiod. */
export interface MeshSettings {
  readonly trustDomain?: string;
  readonly trustDomainAliases?: readonly string[];
  readonly extensionProviders?: readonly Readonly<Record<string, unknown>>[];
}

/** Our engine's authorization, in its two forms. */
export interface MeshAnswers {
  judge(request: GoldenRequest, chain: Hop['chain']): LayerVerdict;
  /** What the caller of a request may do, over all its requests. */
  operations(request: GoldenRequest): AllowedOperations;
}

/**
 * Our engine's authorization at one workload, `httpbin`, which the policies
 * of the goldens select; tokens of any issuer are accepted there.
 */
export function meshOf(
  objects: readonly RawObject[],
  point: 'sidecar' | 'ztunnel',
  settings: MeshSettings = {},
  namespace = 'foo',
): MeshAnswers {
  const without = compiled(objects, point, settings, namespace, []);
  const { workload } = without;
  const byIssuer = new Map<unknown, MeshLayer>();
  /** Whoever issued a token is accepted: the goldens are not about that. */
  const layerFor = ({ claims }: GoldenRequest): MeshLayer => {
    const issuer = claims?.iss;
    const known = byIssuer.get(issuer);
    if (known) return known;
    const issuers = typeof issuer === 'string' ? [issuer] : [];
    const { layer } = compiled(objects, point, settings, namespace, issuers);
    byIssuer.set(issuer, layer);
    return layer;
  };
  const [pod] = workload.pods;
  const hopOf = (request: GoldenRequest, chain: Hop['chain']): Hop => ({
    point,
    at: {
      type: 'workload',
      workload,
      pod: { ...pod, addresses: [request.destinationIp] },
    },
    identity: request.identity,
    source: { type: 'address', cidr: request.sourceIp },
    port: request.port,
    chain,
  });
  return {
    judge: (request, chain) =>
      layerFor(request).judge({
        hop: hopOf(request, chain),
        http: request.http ?? null,
        sni: request.sni,
        claims: request.claims ?? {},
      }),
    operations: request => without.layer.operations(hopOf(request, 'http')),
  };
}

function compiled(
  objects: readonly RawObject[],
  point: 'sidecar' | 'ztunnel',
  settings: MeshSettings,
  namespace: string,
  issuers: readonly string[],
) {
  const snapshot = snapshotOf([
    aPod({
      namespace,
      name: 'httpbin',
      labels: { app: 'httpbin', version: 'v1' },
      mesh: point === 'sidecar' ? 'sidecar' : 'ambient',
    }),
    aConfigMap({
      namespace: 'istio-system',
      name: 'istio',
      data: { mesh: JSON.stringify(settings) },
    }),
    aPolicy(
      'RequestAuthentication',
      { namespace, name: 'tokens' },
      { jwtRules: issuers.map(issuer => ({ issuer })) },
    ),
    ...objects,
  ]);
  if (snapshot.gaps.length > 0) throw new Error(JSON.stringify(snapshot.gaps));
  const workload = snapshot.workloads.find(w => w.ref.name === 'httpbin')!;
  return { layer: compileMeshLayer(snapshot), workload };
}

/** The verdict of one request alone. */
export function askMesh(
  ...args: Parameters<typeof meshOf>
): MeshAnswers['judge'] {
  return meshOf(...args).judge;
}
