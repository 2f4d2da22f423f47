import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** A network of OVN-Kubernetes beside the cluster's pod network. */
export interface UserDefinedNetwork {
  readonly meta: ObjectMeta;
  /** Pods of its namespaces have it in place of the pod network. */
  readonly primary: boolean;
}

/** One that namespaces share. */
export interface ClusterUserDefinedNetwork extends UserDefinedNetwork {
  readonly namespaces: LabelSelector;
}

/** k8s.ovn.org, UserDefinedNetwork: of the namespace that it is in. */
export function parseUserDefinedNetwork(
  raw: RawObject,
): Parsed<UserDefinedNetwork> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    primary: isPrimary(root.at('spec')),
  }));
}

/** k8s.ovn.org, ClusterUserDefinedNetwork. */
export function parseClusterUserDefinedNetwork(
  raw: RawObject,
): Parsed<ClusterUserDefinedNetwork> {
  return parseObject(raw, 'cluster', (root, { meta }) => ({
    meta,
    primary: isPrimary(root.in('spec', 'network')),
    namespaces: parseLabelSelector(root.in('spec', 'namespaceSelector')),
  }));
}

function isPrimary(spec: Field): boolean {
  return ['layer2', 'layer3'].some(
    layer => spec.in(layer, 'role').value === 'Primary',
  );
}
