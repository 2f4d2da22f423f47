import {
  AuthorizationRule,
  Clause,
  Condition,
} from '../../../snapshot/AuthorizationRule';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Severity } from '../../../vocabulary';
import { Finding } from '../../Finding';
import { nameOf } from '../objects';
import { MeshSubject } from './MeshSubjects';

/** Attributes that only a proven identity has. */
export const identityAttributes: readonly Condition['attribute'][] = [
  'source.principal',
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
];

/** Every condition of a rule, wherever it was written. */
export function conditionsOf(rule: AuthorizationRule): readonly Condition[] {
  return [...(rule.from ?? []), ...(rule.to ?? []), ...rule.when].flatMap(
    clause => clause.conditions,
  );
}

/** Whether a rule can apply on a port at all, whatever else it asks. */
export function appliesToPort(rule: AuthorizationRule, port: number): boolean {
  const named = String(port);
  const admits = ({ conditions }: Clause) =>
    conditions
      .filter(c => c.attribute === 'destination.port')
      .every(
        ({ values, notValues }) =>
          (values.length === 0 || values.includes(named)) &&
          !notValues.includes(named),
      );
  return (
    (rule.to === undefined || rule.to.some(admits)) && rule.when.every(admits)
  );
}

/** A finding about an AuthorizationPolicy. */
export function ofPolicy(
  code: string,
  severity: Severity,
  policy: AuthorizationPolicy,
  path: string,
  subjects: readonly MeshSubject[],
  params: Finding['params'] = {},
): Finding {
  return {
    code,
    severity,
    object: nameOf('AuthorizationPolicy', policy),
    path,
    workloads: [...new Set(subjects.map(({ workload }) => workload.key))],
    params,
  };
}

/** Numbers as a sentence lists them: each once, in order. */
export function listPorts(ports: readonly number[]): string {
  return [...new Set(ports)].sort((a, b) => a - b).join(', ');
}
