import { Engine } from '../../evaluate/Engine';
import { policyIndex, PolicyIndex } from '../../layers/mesh/policyIndex';
import { Snapshot } from '../../snapshot/Snapshot';
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
  readonly accounts: ReadonlyMap<string, readonly string[]>;
}

/** Prepares the assessment of one cluster. */
export function controlContext(
  engine: Engine,
  question: ControlQuestion,
): ControlContext {
  const { snapshot } = engine;
  return {
    ...findingContext(engine),
    ...question,
    policies: policyIndex(snapshot),
    findings: findingsByWorkload(engine),
    accounts: ownersByAccount(snapshot),
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

/** `namespace/account` → `Kind namespace/name` of whoever runs under it. */
function ownersByAccount({
  workloads,
}: Snapshot): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const { namespace, serviceAccount, ref } of workloads) {
    const account = `${namespace}/${serviceAccount}`;
    const owner = `${ref.kind} ${namespace}/${ref.name}`;
    const owners = map.get(account) ?? [];
    if (!owners.includes(owner)) owners.push(owner);
    map.set(account, owners);
  }
  return map;
}
