import { formatObjectRef } from '../../refs';
import { GapNote } from '../../Verdict';
import { StringMap } from '../../snapshot/KubernetesObject';
import { PeerAuthentication } from '../../snapshot/parsePeerAuthentication';
import { Snapshot } from '../../snapshot/Snapshot';
import { PodShape } from '../../snapshot/Workload';
import { MtlsMode } from '../../vocabulary';
import { isForRevision } from '../mesh/attachedPolicies';
import { gapsIn } from '../mesh/policyIndex';
import { PortMode, effectiveMtls } from './effectiveMtls';
import { sidecarFor } from './sidecarFor';
import { meshObjects } from '../mesh/discovered';
import { objectsIn } from '../objectsIn';

/** Whose inbound mode is asked: a pod or template, and what serves it. */
export interface MtlsShape {
  readonly namespace: string;
  readonly labels: StringMap;
  readonly plane: 'sidecar' | 'ambient';
  /** Of the control plane that configures it; undefined when not known. */
  readonly revision?: string;
}

/** Inbound modes of one snapshot, each shape worked out once. */
export class MtlsIndex {
  private readonly known = new Map<string, (port: number) => PortMode>();
  private readonly rootNamespace: string;

  constructor(private readonly snapshot: Snapshot) {
    this.rootNamespace = snapshot.facts.istio.rootNamespace;
  }

  /** The mode of a container port, with its chain. */
  modeOf(shape: MtlsShape, port: number): PortMode {
    const key = JSON.stringify([
      shape.namespace,
      shape.plane,
      shape.revision,
      Object.entries(shape.labels).sort(),
    ]);
    let known = this.known.get(key);
    if (!known) {
      known = effectiveMtls(this.relevant(shape), shape, this.rootNamespace);
      this.known.set(key, known);
    }
    return known(port);
  }

  /**
   * Whether a Sidecar resource gives a port TLS of the user's own, which counts
   * where mutual TLS is disabled.
   */
  hasOwnTls({ namespace }: MtlsShape, shape: PodShape, port: number): boolean {
    return (
      sidecarFor(this.snapshot, namespace, shape)?.ingress.some(
        listener => listener.port === port && listener.tls,
      ) ?? false
    );
  }

  /** What could not be read and might change the mode. */
  gapsFor({ namespace, revision }: MtlsShape): readonly GapNote[] {
    const pinned = this.nearby(namespace).filter(
      pa => isForRevision(pa.meta, revision) === 'unknown',
    );
    return [
      ...gapsIn(this.snapshot, 'PeerAuthentication', [
        this.rootNamespace,
        namespace,
      ]),
      ...pinned.map(({ meta }) => ({
        kind: 'PeerAuthentication',
        reason: 'revision-unknown',
        detail: `PeerAuthentication ${meta.namespace}/${meta.name}`,
      })),
    ];
  }

  /**
   * What a client without a DestinationRule assumes of a whole Service: the
   * namespace's mode, else the mesh's. Workload and port level are not looked
   * at (Istio, auto mTLS).
   */
  assumedFor(namespace: string): {
    readonly mode: MtlsMode | 'none';
    /** `PeerAuthentication namespace/name` of the object that says so. */
    readonly policy?: string;
  } {
    const oldestIn = (ns: string) =>
      this.nearby(ns)
        .filter(
          pa =>
            pa.meta.namespace === ns &&
            Object.keys(pa.selector ?? {}).length === 0,
        )
        .sort((a, b) =>
          a.meta.creationTimestamp === b.meta.creationTimestamp
            ? compare(a.meta.name, b.meta.name)
            : compare(a.meta.creationTimestamp, b.meta.creationTimestamp),
        )[0];
    for (const ns of [namespace, this.rootNamespace]) {
      const pa: PeerAuthentication | undefined = oldestIn(ns);
      if (pa && pa.mode !== 'UNSET') {
        const ref = { kind: 'PeerAuthentication', ...pa.meta };
        return { mode: pa.mode, policy: formatObjectRef(ref) };
      }
    }
    return { mode: 'none' };
  }

  /** Ports that any object makes an exception of. */
  exceptionPorts(): readonly number[] {
    return meshObjects(this.snapshot, 'PeerAuthentication').flatMap(pa => [
      ...pa.ports.keys(),
    ]);
  }

  private relevant({
    namespace,
    revision,
  }: MtlsShape): readonly PeerAuthentication[] {
    return this.nearby(namespace).filter(
      pa => isForRevision(pa.meta, revision) === true,
    );
  }

  private nearby(namespace: string): readonly PeerAuthentication[] {
    return [...new Set([this.rootNamespace, namespace])].flatMap(ns =>
      objectsIn(this.snapshot, 'PeerAuthentication', ns),
    );
  }
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);
