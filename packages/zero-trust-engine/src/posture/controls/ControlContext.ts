import { Engine } from '../../evaluate/Engine';
import { policyIndex, PolicyIndex } from '../../layers/mesh/policyIndex';
import { ciliumProfile } from '../../layers/network/cilium/CiliumProfile';
import { CiliumSelectors } from '../../layers/network/cilium/CiliumSelectors';
import { Selectors } from '../../select/Selectors';
import { NetworkPolicy } from '../../snapshot/parseNetworkPolicy';
import { Workload } from '../../snapshot/Workload';
import { AccessIndex } from '../access/AccessIndex';
import { Finding } from '../Finding';
import { findingContext, FindingContext } from '../findings/FindingContext';
import { findingsOf } from '../findingsOf';
import { ControlSettings } from './ControlSettings';

/** What is asked besides the cluster's state: the time, and how strictly. */
export interface ControlQuestion {
  readonly at: Date;
  readonly settings: ControlSettings;
  /** Since when a namespace is known to accept plaintext; undefined: not known. */
  readonly permissiveSince: (namespace: string) => Date | undefined;
}

/** What controls look at; made once for all of them. */
export interface ControlContext extends FindingContext, ControlQuestion {
  readonly policies: PolicyIndex;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly selectors: Selectors;
  /** Made when first asked for: most clusters need none. */
  readonly ciliumSelectors: () => CiliumSelectors;
  /** `namespace/account` → workloads that run under it. */
  readonly runningUnder: ReadonlyMap<string, readonly Workload[]>;
  /** Namespace → its NetworkPolicies. */
  readonly networkPolicies: ReadonlyMap<string, readonly NetworkPolicy[]>;
  readonly access: AccessIndex;
}

/** Prepares the assessment of one cluster. */
export function controlContext(
  engine: Engine,
  question: ControlQuestion,
): ControlContext {
  const { snapshot } = engine;
  let ciliumSelectors: CiliumSelectors | undefined;
  return {
    ...findingContext(engine),
    ...question,
    policies: policyIndex(snapshot),
    findings: findingsByWorkload(engine),
    selectors: new Selectors(snapshot),
    ciliumSelectors: () => {
      ciliumSelectors ??= new CiliumSelectors(
        snapshot,
        ciliumProfile(snapshot.facts),
      );
      return ciliumSelectors;
    },
    runningUnder: groupBy(
      snapshot.workloads,
      w => `${w.namespace}/${w.serviceAccount}`,
    ),
    networkPolicies: groupBy(
      snapshot.objects('NetworkPolicy'),
      ({ meta }) => meta.namespace,
    ),
    access: new AccessIndex(snapshot),
  };
}

function findingsByWorkload(
  engine: Engine,
): ReadonlyMap<string, readonly Finding[]> {
  const map = new Map<string, Finding[]>();
  for (const finding of findingsOf(engine)) {
    for (const key of finding.workloads) {
      map.set(key, [...(map.get(key) ?? []), finding]);
    }
  }
  return map;
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = map.get(key);
    if (group) group.push(item);
    else map.set(key, [item]);
  }
  return map;
}
