import {
  Engine,
  FactOverrides,
  RawObject,
  buildSnapshot,
  compile,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { analyzerFacts, asAnalyzerReads } from './asAnalyzerReads';
import { Networks } from './networks/Networks';
import { IngressTargets, ingressTargets } from './ingressTargets';

/** A cluster as netpol-analyzer reads it, compiled by our engine. */
export interface AnalyzerCluster {
  /** The objects in its reading, and what it takes for granted. */
  readonly objects: readonly RawObject[];
  readonly facts: FactOverrides;
  /** The networks to which its pods belong. */
  readonly networks: Networks;
  readonly engine: Engine;
  readonly targets: IngressTargets;
}

/** Key of the peer that stands for whoever implements Ingress and Route. */
export const controllerKey = 'ingress-controller-ns/Pod/ingress-controller';

/**
 * netpol-analyzer does not look for the ingress controller: it is a pod without
 * labels in a namespace of its own, and present only where an entry leads
 * somewhere.
 */
const controller: RawObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'ingress-controller', namespace: 'ingress-controller-ns' },
  spec: { containers: [] },
};

/** Compiles objects in this reading. */
export function analyzerCluster(
  objects: readonly RawObject[],
  stated?: FactOverrides,
): AnalyzerCluster {
  const facts = analyzerFacts(stated);
  const input = { cluster: '', facts, parseYaml: parse };
  const read = asAnalyzerReads(objects);
  const snapshot = buildSnapshot({ ...input, objects: read });
  const targets = ingressTargets(read, snapshot);
  const complete =
    targets.size === 0
      ? snapshot
      : buildSnapshot({ ...input, objects: [...read, controller] });
  return {
    objects: read,
    facts,
    networks: Networks.of(read, snapshot),
    engine: compile(complete),
    targets,
  };
}
