import { FactOverrides, Facts } from './Facts';
import { Gap } from './Gap';
import { StringMap } from './KubernetesObject';
import { ConfigMap } from './Snapshot';
import { Container, PodShape } from './Workload';
import { detectCilium } from './detectCilium';
import { detectCni } from './detectCni';
import { detectIstio } from './detectIstio';

/** Reads a YAML document; throws when it is not one. The engine has no reader of its own. */
export type ParseYaml = (text: string) => unknown;

/** What facts are detected from. */
export interface FactSources {
  /** Owners of pods, then pods, as far as they can be read. */
  readonly runners: readonly Runner[];
  readonly configMaps: readonly ConfigMap[];
  /** Labels of the namespaces that are declared. */
  readonly namespaceLabels: readonly StringMap[];
  /** Keys of kinds of which the cluster has an object. */
  readonly presentKinds: ReadonlySet<string>;
  /** Keys of kinds that could not be read in full. */
  readonly unreadKinds: ReadonlySet<string>;
  /** Whether a config map of this name may be there and cannot be read. */
  readonly mayHideMap: (name: string) => boolean;
  readonly parseYaml?: ParseYaml;
}

/** Something that runs containers, under the name that evidence uses. */
export interface Runner {
  /** `DaemonSet kube-system/cilium`. */
  readonly object: string;
  readonly namespace: string;
  readonly name: string;
  readonly shape: PodShape;
}

/** What one detection found: values, where each came from, and what it missed. */
export interface Detected<T> {
  readonly value: T;
  /** Field name → where it came from. */
  readonly sources: StringMap;
  readonly gaps?: readonly Gap[];
}

/**
 * Facts of a cluster: what the operator states wins over what objects show, and
 * what neither says has its documented default. `sources` tells which.
 */
export function detectFacts(
  from: FactSources,
  stated: FactOverrides = {},
): { readonly facts: Facts; readonly gaps: readonly Gap[] } {
  const cni = detectCni(from);
  const istio = detectIstio(from);
  const cniName = stated.cni ?? cni.value.cni;
  const mayBeCilium =
    cniName === 'cilium' ||
    (cniName === 'unknown' && from.mayHideMap('cilium-config'));
  const cilium = detectCilium(
    from,
    mayBeCilium || stated.cilium !== undefined,
    stated.cilium,
  );
  return {
    facts: {
      cni: cniName,
      ipBlockMatchesPods:
        stated.ipBlockMatchesPods ??
        (stated.cni
          ? ipBlockDefault(stated.cni)
          : cni.value.ipBlockMatchesPods),
      ...(stated.networksMatchPods !== undefined && {
        networksMatchPods: stated.networksMatchPods,
      }),
      ...(stated.enforces && { enforces: stated.enforces }),
      istio: { ...istio.value, ...withoutUndefined(stated.istio) },
      cilium: cilium.value && {
        ...cilium.value,
        ...(stated.cilium?.config && { configuration: 'read' as const }),
        ...withoutUndefined(stated.cilium),
      },
      sources: {
        ...prefixed('', cni.sources),
        ...prefixed('istio.', istio.sources),
        ...prefixed('cilium.', cilium.sources),
        ...statedSources(stated),
      },
    },
    gaps: [cni, istio, cilium].flatMap(detected => detected.gaps ?? []),
  };
}

/** Cilium never matches a pod by CIDR, Calico does; of others it is not known. */
export function ipBlockDefault(cni: Facts['cni']): boolean | 'unknown' {
  if (cni === 'cilium') return false;
  return cni === 'calico' ? true : 'unknown';
}

/** The tag of an image: its version, where people tag as upstream does. */
export function imageVersion(container: Container): string | undefined {
  const [withoutDigest] = container.image.split('@');
  const tag = /:v?(\d+(?:\.\d+)+[\w.-]*)$/.exec(withoutDigest);
  return tag?.[1];
}

function withoutUndefined<T extends object>(value: T | undefined): Partial<T> {
  const entries = Object.entries(value ?? {});
  const stated: Partial<T> = {};
  Object.assign(
    stated,
    Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)),
  );
  return stated;
}

function prefixed(prefix: string, sources: StringMap): StringMap {
  return Object.fromEntries(
    Object.entries(sources).map(([key, source]) => [`${prefix}${key}`, source]),
  );
}

function statedSources(stated: FactOverrides): StringMap {
  const names = [
    ...(stated.cni === undefined ? [] : ['cni']),
    ...(stated.ipBlockMatchesPods === undefined ? [] : ['ipBlockMatchesPods']),
    ...(stated.networksMatchPods === undefined ? [] : ['networksMatchPods']),
    ...(stated.enforces === undefined ? [] : ['enforces']),
    ...Object.keys(stated.istio ?? {}).map(key => `istio.${key}`),
    ...Object.keys(stated.cilium ?? {}).map(key => `cilium.${key}`),
  ];
  return Object.fromEntries(names.map(name => [name, 'stated']));
}
