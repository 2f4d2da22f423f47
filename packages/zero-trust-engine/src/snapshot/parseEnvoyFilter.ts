import { Parsed } from './Gap';
import { IstioTarget, parseIstioTarget } from './IstioTarget';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A patch of raw proxy configuration, as far as it can be told what it hits. */
export interface EnvoyFilter {
  readonly meta: ObjectMeta;
  readonly workloadSelector?: StringMap;
  readonly target: IstioTarget;
  readonly patches: readonly {
    readonly applyTo: string;
    readonly context: string;
    readonly path: string;
  }[];
}

/** Istio, EnvoyFilter (networking.istio.io). */
export function parseEnvoyFilter(raw: RawObject): Parsed<EnvoyFilter> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const selector = spec.in('workloadSelector', 'labels').stringMap();
    return {
      meta,
      ...(Object.keys(selector).length > 0
        ? { workloadSelector: selector }
        : {}),
      target: { targetRefs: parseIstioTarget(spec).targetRefs },
      patches: spec
        .at('configPatches')
        .items()
        .map(patch => ({
          applyTo: patch.at('applyTo').stringOr('INVALID'),
          context: patch.in('match', 'context').stringOr('ANY'),
          path: patch.path,
        })),
    };
  });
}
