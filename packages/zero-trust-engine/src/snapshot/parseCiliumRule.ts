import { Direction } from '../vocabulary';
import {
  CiliumCidr,
  CiliumPeerMembers,
  CiliumRule,
  CiliumSection,
  CiliumServiceRef,
} from './ciliumPolicy';
import { unknownInRule, unknownInSection } from './ciliumUnknownField';
import { parseCiliumSelector } from './ciliumSelector';
import { Field } from './Field';
import { parseLabelSelector } from './LabelSelector';
import { parseCiliumPortRule, parseIcmps, parseName } from './parseCiliumPorts';

const lists = [
  ['ingress', 'ingress', 'allow'],
  ['ingressDeny', 'ingress', 'deny'],
  ['egress', 'egress', 'allow'],
  ['egressDeny', 'egress', 'deny'],
] as const;

const authenticationModes = [
  'disabled',
  'required',
  'test-always-fail',
] as const;

/** One `Rule` of a Cilium policy, as written: nothing is judged here. */
export function parseCiliumRule(rule: Field): CiliumRule {
  const endpoints = rule.at('endpointSelector');
  const nodes = rule.at('nodeSelector');
  const defaultDeny = rule.at('enableDefaultDeny');
  const unknown = unknownInRule(rule)?.path;
  return {
    path: rule.path,
    endpoints: endpoints.present ? parseCiliumSelector(endpoints) : undefined,
    nodes: nodes.present ? parseLabelSelector(nodes) : undefined,
    enableDefaultDeny: {
      ingress: defaultDeny.at('ingress').optionalBoolean(),
      egress: defaultDeny.at('egress').optionalBoolean(),
    },
    sections: lists.flatMap(([key, direction, verdict]) =>
      rule
        .at(key)
        .items()
        .map(section => {
          const unread = unknown ?? unknownInSection(section)?.path;
          const read = parseSection(section, direction, verdict);
          return unread === undefined ? read : { ...read, unread };
        }),
    ),
  };
}

function parseSection(
  section: Field,
  direction: Direction,
  verdict: 'allow' | 'deny',
): CiliumSection {
  const mode = section.in('authentication', 'mode');
  return {
    path: section.path,
    direction,
    verdict,
    peers: parsePeers(section, direction === 'ingress' ? 'from' : 'to'),
    toPorts: section.at('toPorts').items().map(parseCiliumPortRule),
    icmps: section.at('icmps').items().flatMap(parseIcmps),
    authentication: mode.present ? mode.oneOf(authenticationModes) : undefined,
  };
}

function parsePeers(section: Field, side: 'from' | 'to'): CiliumPeerMembers {
  const member = <T>(
    name: string,
    parse: (item: Field) => T,
  ): readonly T[] | undefined => {
    const field = section.at(`${side}${name}`);
    return field.present ? field.items().map(parse) : undefined;
  };
  return {
    endpoints: member('Endpoints', parseCiliumSelector),
    requires: member('Requires', parseCiliumSelector),
    entities: member('Entities', item => item.string()),
    cidr: member('CIDR', item => ({
      path: item.path,
      cidr: item.string(),
      except: [],
    })),
    cidrSet: member('CIDRSet', parseCidrSet),
    nodes: member('Nodes', parseLabelSelector),
    groups: member('Groups', item => item.value),
    ...(side === 'to' && {
      services: member('Services', parseServiceRef),
      fqdns: member('FQDNs', parseName),
    }),
  };
}

function parseCidrSet(item: Field): CiliumCidr {
  const selector = item.at('cidrGroupSelector');
  return {
    path: item.path,
    cidr: item.at('cidr').optionalString() || undefined,
    group: item.at('cidrGroupRef').optionalString() || undefined,
    groupSelector: selector.present ? parseLabelSelector(selector) : undefined,
    except: item.at('except').strings(),
  };
}

function parseServiceRef(item: Field): CiliumServiceRef {
  const named = item.at('k8sService');
  if (named.present) {
    return {
      path: item.path,
      type: 'name',
      name: named.at('serviceName').stringOr(''),
      namespace: named.at('namespace').stringOr(''),
    };
  }
  const selected = item.at('k8sServiceSelector');
  if (!selected.present) item.fail('k8sService or k8sServiceSelector');
  return {
    path: item.path,
    type: 'selector',
    selector: parseLabelSelector(selected.at('selector')),
    namespace: selected.at('namespace').stringOr(''),
  };
}
