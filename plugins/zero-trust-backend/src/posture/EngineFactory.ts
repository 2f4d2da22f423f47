import { Engine, Snapshot, WorkloadPosture } from '@ztn/zero-trust-engine';

/** The engine's two entry points, as the store and the services use them. */
export interface EngineFactory {
  compile(snapshot: Snapshot): Engine;
  /** Throws for a key that is not in the snapshot. */
  assess(engine: Engine, workloadKey: string): WorkloadPosture;
}
