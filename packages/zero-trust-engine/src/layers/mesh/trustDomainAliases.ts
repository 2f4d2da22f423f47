import { Condition } from '../../snapshot/AuthorizationRule';
import { matchPattern } from './matchPattern';

/** The trust domain first, its aliases behind it. */
export type TrustDomains = readonly string[];

/**
 * What istiod does to principals and trust domains before a proxy sees them: a
 * value that names one member of the mesh's trust domains, or `cluster.local`,
 * stands for all of them. ztunnel and proxyless gRPC get the text as written.
 */
export function expandTrustDomains(
  condition: Condition,
  trustDomains: TrustDomains,
): Condition {
  const expand = expander(condition.attribute, trustDomains);
  return expand
    ? {
        ...condition,
        values: condition.values.flatMap(expand),
        notValues: condition.notValues.flatMap(expand),
      }
    : condition;
}

function expander(
  attribute: Condition['attribute'],
  trustDomains: TrustDomains,
): ((value: string) => readonly string[]) | undefined {
  switch (attribute) {
    case 'source.principal':
      return value => expandPrincipal(value, trustDomains);
    case 'source.trustDomain':
      return value => (trustDomains.includes(value) ? trustDomains : [value]);
    default:
      return undefined;
  }
}

/** Only a full principal, `<trust domain>/ns/<ns>/sa/<sa>`, is expanded. */
export function expandPrincipal(
  principal: string,
  trustDomains: TrustDomains,
): readonly string[] {
  const [domain, ...rest] = principal.split('/');
  // Who gets the text as written is told of no domains.
  if (trustDomains.length === 0) return [principal];
  if (rest.length !== 4 || domain === '*') return [principal];
  const isOurs =
    domain === 'cluster.local' ||
    trustDomains.some(own => overlaps(own, domain));
  if (!isOurs) return [principal];
  // A star keeps the foreign domains that it covers.
  const others = trustDomains.filter(own => !matchPattern(domain, own));
  const kept = domain.includes('*') ? [domain] : [];
  const named = domain.includes('*') ? others : trustDomains;
  return [...kept, ...named].map(d => [d, ...rest].join('/'));
}

function overlaps(own: string, written: string): boolean {
  return matchPattern(written, own) || matchPattern(own, written);
}
