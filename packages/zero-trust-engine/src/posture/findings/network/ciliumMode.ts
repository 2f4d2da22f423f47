import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { ciliumConfigMap, knowsCiliumConfig } from './ciliumPolicies';

/**
 * Agents that enforce nothing: told never to, or in audit mode, which records
 * what it would drop. Every workload with a network of its own is concerned.
 */
export const ciliumMode: FindingCheck = ({ snapshot, subjects }) => {
  if (snapshot.facts.cni !== 'cilium' || !knowsCiliumConfig(snapshot))
    return [];
  const { profile } = subjects;
  const namespace = ciliumConfigMap(snapshot)?.meta.namespace ?? 'kube-system';
  const found = (
    about: Pick<Finding, 'code' | 'severity' | 'path'>,
  ): Finding => ({
    ...about,
    object: `ConfigMap ${namespace}/cilium-config`,
    workloads: snapshot.workloads
      .filter(({ hostNetwork }) => !hostNetwork)
      .map(({ key }) => key),
    params: {},
  });
  if (profile.policyMode === 'never') {
    return [
      found({
        code: 'cilium-never-enforces',
        severity: 'critical',
        path: 'data["enable-policy"]',
      }),
    ];
  }
  if (!profile.auditMode) return [];
  return [
    found({
      code: 'cilium-audit-mode',
      severity: 'critical',
      path: 'data["policy-audit-mode"]',
    }),
  ];
};
