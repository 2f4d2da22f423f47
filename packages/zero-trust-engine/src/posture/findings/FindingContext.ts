import { Engine } from '../../evaluate/Engine';
import { ServiceBackends } from '../../evaluate/ServiceBackends';
import { Enrolment, enrolmentIn } from '../../layers/mesh/Enrolment';
import { MtlsIndex } from '../../layers/transport/MtlsIndex';
import { Waypoints } from '../../layers/mesh/waypoints';
import { Snapshot } from '../../snapshot/Snapshot';
import { Finding } from '../Finding';
import { MeshSubjects } from './mesh/MeshSubjects';
import {
  BoundRule,
  boundRules,
  Governed,
  governedIn,
} from './network/BoundRules';
import { PolicySubjects } from './network/PolicySubjects';

/** What checks look at; made once for all of them. */
export interface FindingContext {
  readonly engine: Engine;
  readonly snapshot: Snapshot;
  readonly enrolment: Enrolment;
  readonly mtls: MtlsIndex;
  readonly waypoints: Waypoints;
  readonly backends: ServiceBackends;
  /** Whom Istio's policies select, of those in the mesh. */
  readonly mesh: MeshSubjects;
  /** Whom network policies select. */
  readonly subjects: PolicySubjects;
  /** What network policies do to each workload, as declared. */
  readonly governed: readonly Governed[];
  /** Every compiled rule once, with the workloads that it binds. */
  readonly bound: readonly BoundRule[];
}

/**
 * One defect or failed protection, looked for in a whole cluster. A check that
 * needs a kind which could not be read says nothing: the gap speaks for it.
 */
export type FindingCheck = (context: FindingContext) => readonly Finding[];

export function findingContext(engine: Engine): FindingContext {
  const { snapshot } = engine;
  const governed = governedIn(engine);
  const enrolment = enrolmentIn(snapshot);
  const mtls = new MtlsIndex(snapshot);
  const backends = new ServiceBackends(snapshot, address => ({
    party: { type: 'address', cidr: address },
    pods: [],
  }));
  return {
    engine,
    snapshot,
    enrolment,
    mtls,
    waypoints: new Waypoints(snapshot),
    backends,
    mesh: new MeshSubjects(engine, enrolment, mtls, backends),
    subjects: new PolicySubjects(snapshot),
    governed,
    bound: boundRules(governed),
  };
}
