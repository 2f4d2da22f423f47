import { Engine } from '../evaluate/Engine';
import { gapNote } from '../evaluate/gapNotes';
import { Exposures } from '../exposure/Exposures';
import { exposuresOf } from '../exposure/exposuresOf';
import { Workload } from '../snapshot/Workload';
import { undeclaredNamespace } from '../snapshot/parseNamespace';
import { accessOf } from './access/accessOf';
import { AccessPosture } from './access/AccessPosture';
import { admissionOf } from './admission/admissionOf';
import { countPermissions } from './countPermissions';
import { dnsReachability } from './dnsReachability';
import { nodeEncryptionOf } from './encryption/nodeEncryptionOf';
import { Finding } from './Finding';
import { findingsOf } from './findingsOf';
import { MeshPosture, meshPostureOf } from './meshPosture';
import { WorkloadPosture } from './Posture';

/** Postures of one engine's workloads, each worked out once. */
class Postures {
  private readonly known = new Map<string, WorkloadPosture>();
  private readonly workloads: ReadonlyMap<string, Workload>;
  private readonly mesh: MeshPosture;
  private readonly access: (workload: Workload) => AccessPosture;
  private readonly findings: ReadonlyMap<string, readonly Finding[]>;
  private readonly exposures: Exposures;

  constructor(private readonly engine: Engine) {
    const { workloads } = engine.snapshot;
    this.workloads = new Map(workloads.map(w => [w.key, w]));
    this.mesh = meshPostureOf(engine.snapshot);
    this.access = accessOf(engine);
    this.findings = byWorkload(findingsOf(engine));
    this.exposures = exposuresOf(engine);
  }

  of(key: string): WorkloadPosture {
    const known = this.known.get(key);
    if (known) return known;
    const workload = this.workloads.get(key);
    if (!workload) throw new Error(`no workload '${key}' in the snapshot`);
    const posture = this.assess(workload);
    this.known.set(key, posture);
    return posture;
  }

  private assess(workload: Workload): WorkloadPosture {
    const { engine, mesh } = this;
    const { key, ref, variant, pods } = workload;
    const peers = [...this.workloads.keys()].filter(other => other !== key);
    return {
      key,
      ref,
      ...(variant === undefined ? {} : { variant }),
      pods: {
        total: pods.length,
        ready: pods.filter(pod => pod.ready).length,
      },
      mesh: mesh.enrolment(workload),
      mtls: mesh.mtls(workload),
      identity: mesh.identity(workload),
      isolation: {
        ingress: engine.isolation(key, 'ingress'),
        egress: engine.isolation(key, 'egress'),
      },
      inbound: countPermissions(engine.permissions(key, 'ingress'), peers),
      outbound: countPermissions(engine.permissions(key, 'egress'), peers),
      access: this.access(workload),
      admission: admissionOf(
        engine.snapshot,
        engine.snapshot.namespaces.get(ref.namespace) ??
          undeclaredNamespace(ref.namespace),
      ),
      exposure: this.exposures.of(key),
      dns: dnsReachability(engine, workload),
      nodeEncryption: nodeEncryptionOf(engine.snapshot, workload),
      findings: this.findings.get(key) ?? [],
      gaps: engine.snapshot.gaps.map(gapNote),
    };
  }
}

// Only remembers: an engine never changes, so neither do its postures.
const postures = new WeakMap<Engine, Postures>();

/**
 * Everything that the header of one workload says. Costs one permission list per
 * direction the first time, nothing afterwards. Throws a plain `Error` for a key
 * that is not in the engine's snapshot.
 *
 * @param key - `Workload.key`
 */
export function assessWorkload(engine: Engine, key: string): WorkloadPosture {
  const known = postures.get(engine) ?? new Postures(engine);
  postures.set(engine, known);
  return known.of(key);
}

function byWorkload(
  findings: readonly Finding[],
): ReadonlyMap<string, readonly Finding[]> {
  const map = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const key of finding.workloads) {
      map.set(key, [...(map.get(key) ?? []), finding]);
    }
  }
  return map;
}
