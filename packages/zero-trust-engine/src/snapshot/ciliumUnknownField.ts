import { Field } from './Field';

const peers = [
  'Endpoints',
  'Requires',
  'Entities',
  'CIDR',
  'CIDRSet',
  'Nodes',
  'Groups',
];

const sectionFields = [
  ...peers.flatMap(name => [`from${name}`, `to${name}`]),
  'toServices',
  'toFQDNs',
  'toPorts',
  'icmps',
  'authentication',
];
const ruleFields = [
  'endpointSelector',
  'nodeSelector',
  'ingress',
  'ingressDeny',
  'egress',
  'egressDeny',
  'enableDefaultDeny',
  'labels',
  'description',
  'log',
];
const portRuleFields = [
  'ports',
  'rules',
  'serverNames',
  'listener',
  'terminatingTLS',
  'originatingTLS',
];
const layer7Fields = ['http', 'dns', 'kafka', 'l7proto', 'l7'];
const httpFields = ['method', 'path', 'host', 'headers', 'headerMatches'];

/** A field of the rule itself that this version does not know. */
export function unknownInRule(rule: Field): Field | undefined {
  return unknownIn(rule, ruleFields);
}

/**
 * A field of a section that this version does not know. A newer API may have
 * it, and whatever it says narrows or widens the rule: the rest alone would be
 * read as something that nobody wrote.
 */
export function unknownInSection(section: Field): Field | undefined {
  return (
    unknownIn(section, sectionFields) ??
    first(section.at('toPorts').items(), unknownInPortRule)
  );
}

function unknownInPortRule(entry: Field): Field | undefined {
  const rules = entry.at('rules');
  return (
    unknownIn(entry, portRuleFields) ??
    unknownIn(rules, layer7Fields) ??
    first(rules.at('http').items(), item => unknownIn(item, httpFields))
  );
}

function unknownIn(field: Field, known: readonly string[]): Field | undefined {
  const odd = field.keys().find(key => !known.includes(key));
  return odd === undefined ? undefined : field.at(odd);
}

function first<T>(
  items: readonly T[],
  find: (item: T) => Field | undefined,
): Field | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
