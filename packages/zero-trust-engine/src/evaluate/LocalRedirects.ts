import { matchLabels } from '../select/matchLabels';
import {
  CiliumLocalRedirectPolicy,
  RedirectPort,
} from '../snapshot/parseCiliumLocalRedirectPolicy';
import { ClusterService, Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { Protocol } from '../vocabulary';
import { canonicalAddress } from './AddressBook';
import { callersOf } from './callersOf';
import { Target, Unresolved } from './Ends';

const redirectSwitch = 'enable-local-redirect-policy';

type Targets = readonly Target[] | Unresolved;

/** What is asked for: a port, and the name that a Service gives it. */
interface Asked {
  readonly protocol: Protocol;
  readonly port: number | null;
  readonly name?: string;
}

/**
 * What Cilium's agents take out of the way of a Service or an address: a pod on
 * the caller's own node answers instead, where there is one. Which of the two
 * it is depends on the node, so both are targets, marked.
 */
export class LocalRedirects {
  private readonly workloads: readonly Workload[];
  /** Some could not be read: any Service or address may be meant. */
  private readonly areHidden: boolean;
  private readonly byService = new Map<string, CiliumLocalRedirectPolicy[]>();
  private readonly byAddress = new Map<string, CiliumLocalRedirectPolicy[]>();

  constructor(snapshot: Snapshot) {
    this.workloads = snapshot.workloads;
    this.areHidden =
      mayRedirect(snapshot) &&
      snapshot.gapsOf('CiliumLocalRedirectPolicy').length > 0;
    if (!mayRedirect(snapshot)) return;
    for (const policy of snapshot.objects('CiliumLocalRedirectPolicy')) {
      const { service, address } = policy;
      const text = address && canonicalAddress(address);
      if (service !== undefined) push(this.byService, service, policy);
      if (text) push(this.byAddress, text, policy);
    }
  }

  /** Everybody who may answer for a Service, given those behind it. */
  ofService(
    { meta, ports }: ClusterService,
    protocol: Protocol,
    port: number | null,
    behind: Targets,
  ): Targets {
    if (this.areHidden) return unread;
    const policies = this.byService.get(`${meta.namespace}/${meta.name}`);
    if (!policies) return behind;
    const name = ports.find(
      candidate => candidate.port === port && candidate.protocol === protocol,
    )?.name;
    return this.with(policies, { protocol, port, name }, behind);
  }

  /** Everybody who may answer for an address, given those who have it. */
  ofAddress(
    address: string,
    protocol: Protocol,
    port: number | null,
    behind: Targets,
  ): Targets {
    if (this.areHidden) return unread;
    if (this.byAddress.size === 0) return behind;
    const text = canonicalAddress(address);
    const policies = text === undefined ? undefined : this.byAddress.get(text);
    return policies ? this.with(policies, { protocol, port }, behind) : behind;
  }

  private with(
    policies: readonly CiliumLocalRedirectPolicy[],
    asked: Asked,
    behind: Targets,
  ): Targets {
    return policies.reduce((targets, policy) => {
      const taken = policy.ports.find(portIs(asked));
      if (policy.ports.length > 0 && !taken) return targets;
      const local = this.workloads.filter(
        ({ namespace, labels }) =>
          namespace === policy.meta.namespace &&
          matchLabels(policy.pods, labels),
      );
      if (local.length === 0) return targets;
      const by = `${policy.meta.namespace}/${policy.meta.name}`;
      const port = podPortOf(policy, {
        ...asked,
        name: taken?.name ?? asked.name,
      });
      if ('reason' in targets || port === undefined) return redirected(by);
      const more = local.flatMap(workload =>
        callersOf(workload).map(end => ({ ...end, port, redirectedBy: by })),
      );
      return [...targets, ...more];
    }, behind);
  }
}

const unread: Unresolved = { reason: 'redirects-not-readable', params: {} };

/** The answer where it makes a difference who of them answers. */
export function redirected(by: string): Unresolved {
  return { reason: 'redirected-on-node', params: { by } };
}

/** The agents' default is not to; where their settings are not known, they may. */
function mayRedirect({ facts }: Snapshot): boolean {
  if (facts.cni !== 'cilium' && facts.cni !== 'unknown') return false;
  const config = facts.cilium?.config ?? {};
  return Object.keys(config).length === 0 || config[redirectSwitch] === 'true';
}

function portIs({ protocol, port }: Asked) {
  return (candidate: RedirectPort) =>
    candidate.port === port && candidate.protocol === protocol;
}

/** The only port of the pods, or the one of the same name. */
function podPortOf(
  { podPorts }: CiliumLocalRedirectPolicy,
  { protocol, name }: Asked,
): number | undefined {
  const fit = podPorts.filter(candidate => candidate.protocol === protocol);
  if (podPorts.length === 1 && fit.length === 1) return fit[0].port;
  const wanted = name?.toLowerCase();
  return fit.find(port => wanted !== undefined && port.name === wanted)?.port;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
