import { Engine } from '../../../evaluate/Engine';
import { ServiceBackends } from '../../../evaluate/ServiceBackends';
import { Party } from '../../../layers/Layer';
import {
  attaches,
  covers,
  gatewayNameLabel,
  isForRevision,
} from '../../../layers/mesh/attachedPolicies';
import { Enrolment } from '../../../layers/mesh/Enrolment';
import { revisionOf } from '../../../layers/mesh/revisionOf';
import { Acceptance, acceptanceOf } from '../../../layers/transport/acceptance';
import {
  FrontPort,
  FrontServices,
} from '../../../layers/transport/FrontServices';
import { inboundChain } from '../../../layers/transport/inboundChain';
import { MtlsIndex } from '../../../layers/transport/MtlsIndex';
import { ObjectMeta, StringMap } from '../../../snapshot/KubernetesObject';
import { IstioTarget } from '../../../snapshot/IstioTarget';
import { ClusterService } from '../../../snapshot/Snapshot';
import { workloadsIn } from '../objects';
import { Pod, PodShape, Workload } from '../../../snapshot/Workload';
import { Outcome } from '../../../vocabulary';

/** A workload as it takes part in the mesh; only what is known for certain. */
export interface MeshSubject {
  readonly workload: Workload;
  readonly plane: 'sidecar' | 'ambient';
  readonly shape: PodShape;
  readonly pod?: Pod;
}

/** A TCP port of a subject: how it is read, and what it takes. */
export interface MeshPort {
  readonly port: number;
  readonly chain: 'http' | 'tcp' | 'auto';
  readonly acceptance: Acceptance;
  /** Services that lead there, oldest first. */
  readonly served: readonly FrontPort[];
}

/** What anybody can be told who proves nothing and comes from anywhere. */
const anybody: Party = { type: 'reserved', peer: 'world' };
const proxyPorts = [15020, 15021, 15090];

/**
 * Whom Istio's policies of namespaces select, of those that are in the mesh.
 * Workloads whose pods could not be read, or whose part in the mesh is not
 * known, are nobody's subject here, so that no finding rests on a guess.
 */
export class MeshSubjects {
  readonly all: readonly MeshSubject[];
  private readonly front: FrontServices;
  private readonly byNamespace = new Map<string, MeshSubject[]>();
  private readonly byWorkload = new Map<Workload, MeshSubject>();
  private readonly selections = new Map<string, readonly MeshSubject[]>();
  private readonly ports = new Map<MeshSubject, readonly MeshPort[]>();

  constructor(
    private readonly engine: Engine,
    private readonly enrolment: Enrolment,
    private readonly mtls: MtlsIndex,
    private readonly backends: ServiceBackends,
  ) {
    this.front = new FrontServices(engine.snapshot);
    this.all = engine.snapshot.workloads.flatMap(w => this.subjectOf(w));
    for (const subject of this.all) {
      push(this.byNamespace, subject.workload.namespace, subject);
      this.byWorkload.set(subject.workload, subject);
    }
  }

  /** Whom a policy binds by selector or namespace, and whose proxy reads it. */
  ofPolicy(policy: {
    readonly meta: ObjectMeta;
    readonly target: IstioTarget;
  }): readonly MeshSubject[] {
    const { meta, target } = policy;
    if (target.targetRefs.length > 0) return [];
    const key = JSON.stringify([
      meta.namespace,
      meta.labels['istio.io/rev'],
      target.selector && Object.entries(target.selector).sort(),
    ]);
    const known = this.selections.get(key);
    if (known) return known;
    const { rootNamespace } = this.engine.snapshot.facts.istio;
    const settings = { rootNamespace, selectorsOnGateways: true };
    const nearby =
      meta.namespace === rootNamespace
        ? this.all
        : this.byNamespace.get(meta.namespace) ?? [];
    const found = nearby.filter(
      ({ workload, plane, shape }) =>
        attaches(
          meta,
          target,
          {
            point: plane === 'ambient' ? 'ztunnel' : 'sidecar',
            namespace: workload.namespace,
            labels: shape.labels,
          },
          settings,
        ) && isForRevision(meta, revisionOf(shape.annotations)) === true,
    );
    this.selections.set(key, found);
    return found;
  }

  /** TCP ports that containers declare or Services map to. */
  portsOf(subject: MeshSubject): readonly MeshPort[] {
    const known = this.ports.get(subject);
    if (known) return known;
    const { workload, plane, shape } = subject;
    const found = this.backends
      .portsOf(workload)
      .filter(p => p.protocol === 'TCP' && !proxyPorts.includes(p.port))
      .map(({ port }) => ({
        port,
        chain: inboundChain(this.engine.snapshot, this.front, subject, port),
        served: this.front.leadingTo(workload.namespace, shape, port),
        acceptance: acceptanceOf(
          this.mtls,
          shape,
          workload.namespace,
          plane,
          port,
          'TCP',
        ),
      }));
    this.ports.set(subject, found);
    return found;
  }

  /** The port that a Service maps to on a workload, if that is in the mesh. */
  portsBehind(
    workload: Workload,
    service: ClusterService,
    servicePort: number,
    plane?: MeshSubject['plane'],
  ): readonly MeshPort[] {
    const subject = this.byWorkload.get(workload);
    if (!subject || (plane && subject.plane !== plane)) return [];
    const mapped = this.backends.mappedPort(workload, service, servicePort);
    return this.portsOf(subject).filter(({ port }) => port === mapped);
  }

  /** How a workload takes part in the mesh, if it does for certain. */
  of(workload: Workload): MeshSubject | undefined {
    return this.byWorkload.get(workload);
  }

  /**
   * Whether authorization alone may let a caller in from anywhere.
   *
   * @param identity - what the caller proves; absent: nothing
   */
  mayAdmit(subject: MeshSubject, port: MeshPort, identity?: string): boolean {
    const outcome = this.outcomeFor(subject, port, identity);
    return outcome === 'allow' || outcome === 'conditional';
  }

  /** Whether authorization lets nothing of a caller in. */
  refuses(subject: MeshSubject, port: MeshPort, identity: string): boolean {
    return this.outcomeFor(subject, port, identity) === 'deny';
  }

  private outcomeFor(
    { workload, plane, pod }: MeshSubject,
    { port, chain }: MeshPort,
    identity: string | undefined,
  ): Outcome {
    return this.engine.layers.mesh.judge({
      hop: {
        point: plane === 'ambient' ? 'ztunnel' : 'sidecar',
        at: { type: 'workload', workload, ...(pod ? { pod } : {}) },
        ...(identity === undefined ? {} : { identity }),
        source: anybody,
        port,
        chain,
      },
    }).outcome;
  }

  /** Workloads of a namespace that a selector takes, in the mesh or not. */
  selectedIn(
    namespace: string,
    selector: StringMap | undefined,
  ): readonly Workload[] {
    const here = workloadsIn(this.engine.snapshot).get(namespace) ?? [];
    return here.filter(workload => covers(selector ?? {}, workload.labels));
  }

  /**
   * Whether anything of a workload takes part in the mesh. Without pods it is
   * known only where the namespace was seen that would enrol them.
   */
  membershipOf(workload: Workload): 'in' | 'out' | 'unknown' {
    const { pods, namespace } = workload;
    if (this.isUnread(namespace)) return 'unknown';
    const planes = pods.map(pod => this.enrolment.ofPod(pod));
    if (pods.length === 0) {
      const { namespaces } = this.engine.snapshot;
      if (!namespaces.get(namespace)?.declared) return 'unknown';
      planes.push(this.enrolment.declared(workload));
    }
    if (planes.every(plane => plane === 'none')) return 'out';
    return planes.some(plane => plane !== 'none' && plane !== 'unknown')
      ? 'in'
      : 'unknown';
  }

  private isUnread(namespace: string): boolean {
    return this.engine.snapshot
      .gapsOf('Pod')
      .some(({ object }) => !object || object.namespace === namespace);
  }

  private subjectOf(workload: Workload): readonly MeshSubject[] {
    const { pods, template, namespace, labels } = workload;
    if (labels[gatewayNameLabel] !== undefined) return [];
    if (this.isUnread(namespace)) return [];
    for (const pod of pods) {
      const plane = this.enrolment.ofPod(pod);
      if (plane === 'sidecar' || plane === 'ambient') {
        return [{ workload, plane, shape: pod, pod }];
      }
    }
    if (pods.length > 0 || !template) return [];
    const plane = this.enrolment.declared(workload);
    return plane === 'sidecar' || plane === 'ambient'
      ? [{ workload, plane, shape: template }]
      : [];
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
