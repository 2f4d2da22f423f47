import { Control } from './Control';
import { mappingOf } from './frameworks';

const label = 'pod-security.kubernetes.io/enforce';
const strictness = ['privileged', 'baseline', 'restricted'];

/** The namespace refuses pods that could step out of their network. */
export const podSecurity: Control = {
  id: 'pod-security',
  title: 'Pod Security enforced',
  why: "A pod on its node's network, or a privileged one, is beyond NetworkPolicy and the mesh. The baseline level refuses both.",
  how: "The namespace's enforce label of Pod Security Admission. Without it the cluster's default counts, which stands in a file on the control plane that cannot be read: unknown. Exemptions cannot be read either. Other admission engines are not looked at.",
  layer: 'admission',
  scope: 'namespace',
  severity: 'medium',
  mapping: mappingOf({
    cis: ['5.2.1', '5.2.2', '5.2.3', '5.2.4', '5.2.5'],
    nsa: ['C-0041'],
    nist: ['5'],
  }),
  reasons: {
    enforced: 'Level {level} is enforced.',
    'too-weak': 'Level {level} is enforced, {wanted} is wanted.',
    'cluster-default':
      "No level is set: the cluster's default counts, and cannot be read.",
    'not-a-level': "'{level}' is no level of Pod Security.",
    'namespace-unreadable': 'The namespace could not be read.',
  },
  assess: ({ settings }, namespace) => {
    const object = `Namespace ${namespace.name}`;
    if (!namespace.declared) {
      return [{ holds: 'unknown', reason: 'namespace-unreadable', object }];
    }
    const level = namespace.labels[label];
    if (level === undefined) {
      return [{ holds: 'unknown', reason: 'cluster-default', object }];
    }
    const wanted = settings.podSecurityLevel;
    const place = { object, path: `metadata.labels["${label}"]` };
    const params = { level, wanted };
    if (!strictness.includes(level)) {
      return [{ holds: 'unknown', reason: 'not-a-level', ...place, params }];
    }
    const holds = strictness.indexOf(level) >= strictness.indexOf(wanted);
    const reason = holds ? 'enforced' : 'too-weak';
    return [{ holds, reason, ...place, params }];
  },
};
