import {
  FactOverrides,
  Field,
  RawObject,
  buildSnapshot,
  compile,
} from '@ztn/zero-trust-engine';
import { isRecord } from '../../input/isRecord';
import { AnalyzerCluster } from '../analyzerCluster';
import { Networks } from './Networks';
import { Attachment, attachmentsOf, lastPart } from './attachments';

/** Names the networks that a MultiNetworkPolicy is for. */
const policyForAnnotation = 'k8s.v1.cni.cncf.io/policy-for';

/**
 * One secondary network as a cluster of its own: the pods that are attached, and
 * the MultiNetworkPolicies for it, which have the semantics of a NetworkPolicy.
 */
export function secondaryCluster(
  { objects, facts }: AnalyzerCluster,
  network: string,
): AnalyzerCluster {
  const own = objects.flatMap(object => ownObject(object, network));
  // Here an ipBlock is about pods: there is nobody else.
  const ownFacts: FactOverrides = { ...facts, ipBlockMatchesPods: true };
  const input = { cluster: '', objects: own, facts: ownFacts };
  return {
    objects: own,
    facts: ownFacts,
    networks: Networks.none,
    engine: compile(buildSnapshot(input)),
    targets: new Map(),
  };
}

function ownObject(object: RawObject, network: string): readonly RawObject[] {
  switch (object.kind) {
    case 'Namespace':
      return [object];
    case 'MultiNetworkPolicy': {
      const networks = annotationsOf(new Field(object))[policyForAnnotation];
      const isOwn = networks?.split(',').map(lastPart).includes(network);
      return isOwn
        ? [
            {
              ...object,
              apiVersion: 'networking.k8s.io/v1',
              kind: 'NetworkPolicy',
            },
          ]
        : [];
    }
    case 'Pod': {
      const attached = attachmentIn(new Field(object), network);
      if (!attached) return [];
      const podIPs = attached.addresses.map(ip => ({ ip }));
      return [{ ...object, status: { phase: 'Running', podIPs } }];
    }
    default: {
      const template = new Field(object).in('spec', 'template');
      return isRecord(template.value) && attachmentIn(template, network)
        ? [object]
        : [];
    }
  }
}

function attachmentIn(pod: Field, network: string): Attachment | undefined {
  const attached = attachmentsOf(annotationsOf(pod));
  return attached.find(({ name }) => name === network);
}

function annotationsOf(object: Field): Readonly<Record<string, string>> {
  try {
    return object.in('metadata', 'annotations').stringMap();
  } catch {
    return {};
  }
}
