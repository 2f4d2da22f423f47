import { Endpoint } from '../Connection';
import { parseCidr } from '../cidr';
import { Party } from '../layers/Layer';
import { WorkloadRef, formatWorkloadRef } from '../refs';
import { ClusterService, Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { IpSet } from '../sets/IpSet';
import { Protocol } from '../vocabulary';
import { AddressBook } from './AddressBook';
import { familiesOf } from './addressClasses';
import { Caller, Target, Unresolved } from './Ends';
import { HiddenAddresses } from './HiddenAddresses';
import { LocalRedirects } from './LocalRedirects';
import { callersOf } from './callersOf';
import { ServiceBackends } from './ServiceBackends';

/** Turns the ends that questions name into parties of one snapshot. */
export class Resolver {
  readonly backends: ServiceBackends;
  /** By `Workload.key`. */
  readonly byKey: ReadonlyMap<string, Workload>;
  private families: IpSet | undefined;
  private readonly addresses: AddressBook;
  private readonly hidden: HiddenAddresses;
  private readonly redirects: LocalRedirects;
  private readonly byRef = new Map<string, Workload[]>();
  private readonly byAccount = new Map<string, Workload[]>();
  private readonly services = new Map<string, ClusterService>();

  constructor(private readonly snapshot: Snapshot) {
    this.addresses = new AddressBook(snapshot);
    this.hidden = new HiddenAddresses(snapshot, this.addresses);
    this.redirects = new LocalRedirects(snapshot);
    this.byKey = new Map(snapshot.workloads.map(w => [w.key, w]));
    for (const workload of snapshot.workloads) {
      const { namespace, serviceAccount, variant, key, ref } = workload;
      push(this.byRef, variant ? formatWorkloadRef(ref) : key, workload);
      push(this.byAccount, `${namespace}/${serviceAccount}`, workload);
    }
    for (const service of snapshot.services) {
      const { namespace, name } = service.meta;
      this.services.set(`${namespace}/${name}`, service);
    }
    this.backends = new ServiceBackends(
      snapshot,
      address =>
        this.hidden.ownerOf(address, 'caller') ?? this.partyAt(address),
    );
  }

  /** Outside addresses of the families that the cluster shows. */
  get world(): IpSet {
    this.families ??= familiesOf(this.snapshot);
    return this.families;
  }

  /** Every caller that `from` may mean. */
  callers(from: Endpoint): readonly Caller[] {
    switch (from.type) {
      case 'workload':
        return this.workloads(from.ref).flatMap(w => callersOf(w, from.pod));
      case 'address':
        return [this.callerAt(from.address)];
      case 'principal':
        return this.callersProving(from.principal);
      case 'reserved':
        return [{ party: from, pods: [] }];
      case 'service':
      case 'fqdn':
        throw new Error(`a ${from.type} '${from.name}' cannot be a caller`);
      default:
        return assertNoEndpoint(from);
    }
  }

  /** Every destination that `to` may mean, or why there is none. */
  targets(
    to: Endpoint,
    protocol: Protocol,
    port: number | null,
  ): readonly Target[] | Unresolved {
    switch (to.type) {
      case 'workload': {
        const { ref, pod } = to;
        const direct = to.via === 'address' || pod !== undefined;
        return this.workloads(ref).flatMap(workload =>
          this.workloadTargets(workload, protocol, port, {
            pod,
            direct,
          }),
        );
      }
      case 'service':
        return this.behind(this.service(to), protocol, port);
      case 'address':
        return this.targetsAt(to.address, protocol, port);
      case 'fqdn':
        return this.targetsNamed(to.name, protocol, port);
      case 'reserved':
        return [{ party: to, pods: [], port }];
      case 'principal':
        return this.callersProving(to.principal).map(caller => ({
          ...caller,
          port,
        }));
      default:
        return assertNoEndpoint(to);
    }
  }

  /** Targets of a workload, one per class of pods. */
  workloadTargets(
    workload: Workload,
    protocol: Protocol,
    port: number | null,
    how: { readonly pod?: string; readonly direct?: boolean } = {},
  ): readonly Target[] {
    const service = how.direct
      ? undefined
      : this.backends.serviceFor(workload, protocol, port);
    return callersOf(workload, how.pod).map(end => ({ ...end, port, service }));
  }

  private workloads(ref: WorkloadRef): readonly Workload[] {
    const found = this.byRef.get(formatWorkloadRef(ref));
    if (found) return found;
    throw new Error(`no workload '${formatWorkloadRef(ref)}' in the snapshot`);
  }

  private service(name: {
    readonly namespace: string;
    readonly name: string;
  }): ClusterService {
    const key = `${name.namespace}/${name.name}`;
    const found = this.services.get(key);
    if (found) return found;
    throw new Error(`no service '${key}' in the snapshot`);
  }

  /** Why it cannot be said who calls. */
  unknownCaller(from: Endpoint): Unresolved | undefined {
    return from.type === 'address'
      ? this.hidden.ownerOf(from.address, 'caller')
      : undefined;
  }

  private callerAt(address: string): Caller {
    if (!parseCidr(address)) throw new Error(`'${address}' is no address`);
    const { party, pods } = this.partyAt(address);
    return { party, pods };
  }

  private targetsAt(
    address: string,
    protocol: Protocol,
    port: number | null,
  ): readonly Target[] | Unresolved {
    if (!parseCidr(address)) throw new Error(`'${address}' is no address`);
    const hidden = this.hidden.ownerOf(address, 'destination');
    if (hidden) return hidden;
    const found = this.addresses.find(address);
    const behind =
      found?.type === 'service'
        ? this.behind(found.service, protocol, port)
        : [{ ...this.partyAt(address), port }];
    return this.redirects.ofAddress(address, protocol, port, behind);
  }

  private behind(
    service: ClusterService,
    protocol: Protocol,
    port: number | null,
  ): readonly Target[] | Unresolved {
    const behind = this.backends.targets(service, protocol, port);
    return this.redirects.ofService(service, protocol, port, behind);
  }

  private partyAt(address: string): Caller {
    const found = this.addresses.find(address);
    if (found?.type === 'pod') {
      const { workload, pod } = found;
      return { party: { type: 'workload', workload, pod }, pods: [pod] };
    }
    if (found?.type === 'node') {
      const party: Party = { type: 'node', node: found.node, address };
      return { party, pods: [] };
    }
    return { party: { type: 'address', cidr: address }, pods: [] };
  }

  /** A name of a Service of the cluster is that Service. */
  private targetsNamed(
    name: string,
    protocol: Protocol,
    port: number | null,
  ): readonly Target[] | Unresolved {
    const inside = /^([^.]+)\.([^.]+)\.svc(\.cluster\.local)?\.?$/.exec(name);
    const service = inside && this.services.get(`${inside[2]}/${inside[1]}`);
    return service
      ? this.behind(service, protocol, port)
      : [{ party: { type: 'fqdn', name }, pods: [], port }];
  }

  /** Workloads with this account stand for it; without any, only the name does. */
  private callersProving(principal: string): readonly Caller[] {
    const text = principal.replace(/^spiffe:\/\//, '');
    const parts = /^([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(text);
    if (!parts) throw new Error(`'${principal}' is no principal`);
    const [, trustDomain, namespace, account] = parts;
    const { istio } = this.snapshot.facts;
    const workloads =
      trustDomain === istio.trustDomain
        ? this.byAccount.get(`${namespace}/${account}`)
        : undefined;
    return workloads
      ? workloads.flatMap(workload => callersOf(workload))
      : [{ party: { type: 'principal', principal: text }, pods: [] }];
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function assertNoEndpoint(endpoint: never): never {
  throw new Error(`unexpected end ${JSON.stringify(endpoint)}`);
}
