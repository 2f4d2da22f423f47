import { FactOverrides, RawObject } from '@ztn/zero-trust-engine';
import {
  isVirtualMachine,
  podOfVirtualMachine,
} from './networks/virtualMachine';
import { isRecord } from '../input/isRecord';

/**
 * What netpol-analyzer takes for granted of a cluster. Of what is stated only
 * what it could be told counts.
 */
export function analyzerFacts({
  ipBlockMatchesPods = false,
  networksMatchPods = false,
  podAddresses,
}: FactOverrides = {}): FactOverrides {
  return {
    // One that leaves networks of OVN-Kubernetes alone: they are told apart here.
    cni: 'calico',
    ipBlockMatchesPods,
    networksMatchPods,
    enforces: {
      NetworkPolicy: true,
      AdminNetworkPolicy: true,
      BaselineAdminNetworkPolicy: true,
    },
    istio: { installed: false },
    ...(podAddresses && { podAddresses }),
  };
}

/** Kinds that netpol-analyzer reads; it passes over every other one. */
const readKinds = new Set([
  'Namespace',
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Service',
  'NetworkPolicy.networking.k8s.io',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'Ingress.networking.k8s.io',
  'Route.route.openshift.io',
  'VirtualMachine.kubevirt.io',
  'UserDefinedNetwork',
  'ClusterUserDefinedNetwork',
  'NetworkAttachmentDefinition',
  'MultiNetworkPolicy',
]);

/** Whether netpol-analyzer reads an object at all. */
export function isReadByAnalyzer({ apiVersion, kind }: RawObject): boolean {
  const [group] = apiVersion.split('/');
  return readKinds.has(kind) || readKinds.has(`${kind}.${group}`);
}

/** It takes these by their kind, whatever API they claim to be of. */
const apiOfKind: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  Pod: 'v1',
  Service: 'v1',
  ReplicationController: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/**
 * The objects that netpol-analyzer reads, and pods as it reads them: it passes
 * over host network and phase, and calls a pod by the owner that the pod itself
 * names. A virtual machine is a pod that it owns.
 */
export function asAnalyzerReads(
  objects: readonly RawObject[],
): readonly RawObject[] {
  const replicaSets = new Set(
    objects
      .filter(({ kind }) => kind === 'ReplicaSet')
      .map(({ metadata }) =>
        keyOf(metadata, isRecord(metadata) ? metadata.name : ''),
      ),
  );
  return objects.filter(isReadByAnalyzer).flatMap(object => {
    if (isVirtualMachine(object)) return podOfVirtualMachine(object) ?? [];
    const apiVersion = apiOfKind[object.kind] ?? object.apiVersion;
    if (object.kind !== 'Pod') return [{ ...object, apiVersion }];
    const { metadata, spec, status } = object;
    return [
      {
        ...object,
        apiVersion,
        metadata: withOwner(metadata, replicaSets),
        spec: isRecord(spec) ? { ...spec, hostNetwork: false } : spec,
        status: { ...(isRecord(status) ? status : {}), phase: 'Running' },
      },
    ];
  });
}

/** An owner without a kind is called a Pod; the one named is taken as the last. */
function withOwner(
  metadata: unknown,
  replicaSets: ReadonlySet<string>,
): unknown {
  if (!isRecord(metadata)) return metadata;
  const { ownerReferences, labels } = metadata;
  const owners = Array.isArray(ownerReferences)
    ? ownerReferences.filter(isRecord)
    : [];
  const known = owners.some(({ name }) =>
    replicaSets.has(keyOf(metadata, name)),
  );
  return {
    ...metadata,
    ownerReferences: owners.map(owner => ({ kind: 'Pod', ...owner })),
    ...(known || !isRecord(labels)
      ? {}
      : { labels: withoutTemplateHash(labels) }),
  };
}

/** Without the label by which the engine infers a Deployment that it does not see. */
function withoutTemplateHash(
  labels: Readonly<Record<string, unknown>>,
): unknown {
  const { 'pod-template-hash': _hash, ...others } = labels;
  return others;
}

function keyOf(metadata: unknown, name: unknown): string {
  const namespace = isRecord(metadata) ? metadata.namespace : undefined;
  return `${namespace ?? 'default'}/${name}`;
}
