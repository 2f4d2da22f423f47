import { Condition } from '../../snapshot/AuthorizationRule';
import { Match, matchOf } from './match';
import { matchPattern } from './matchPattern';
import { RequestFacts } from './RequestFacts';

/** Attributes that are read from the peer's identity. */
export type IdentityAttribute = Extract<
  Condition['attribute'],
  | 'source.principal'
  | 'source.namespace'
  | 'source.serviceAccount'
  | 'source.trustDomain'
>;

/**
 * Without mutual TLS there is no identity, and nothing about it matches; the
 * `not` forms then do.
 */
export function matchIdentity(
  attribute: IdentityAttribute,
  value: string,
  { identity, reading }: RequestFacts,
): Match {
  if (identity === 'none') return 'no';
  if (identity === 'unknown') return 'maybe';
  return matchOf(
    reading === 'ztunnel'
      ? matchParsed(attribute, value, identity)
      : matchText(attribute, value, identity),
  );
}

/** ztunnel knows one shape of identity and compares its parts. */
function matchParsed(
  attribute: IdentityAttribute,
  value: string,
  identity: string,
): boolean {
  if (attribute === 'source.principal') return matchPattern(value, identity);
  const parts = /^[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(identity);
  if (!parts) return false;
  const [, namespace, account] = parts;
  return attribute === 'source.serviceAccount'
    ? value === `${namespace}/${account}`
    : matchPattern(value, namespace);
}

/**
 * A proxy compares with the text of the whole identity, whatever its shape:
 * further segments are allowed before and behind a service account.
 */
function matchText(
  attribute: IdentityAttribute,
  value: string,
  identity: string,
): boolean {
  switch (attribute) {
    case 'source.principal':
      return matchPattern(value, identity);
    case 'source.namespace': {
      const namespace = value.split('*').map(quote).join('.*');
      return wholeText(`.*/ns/${namespace}/.*`, identity);
    }
    case 'source.serviceAccount': {
      const [namespace, ...account] = value.split('/').map(quote);
      const path = `ns/${namespace}/(.+/|)sa/${account.join('/')}(/.+)?`;
      return wholeText(`spiffe://.+/${path}`, identity);
    }
    default: {
      const [trustDomain, ...path] = identity.split('/');
      return path.length > 0 && matchPattern(value, trustDomain);
    }
  }
}

function wholeText(pattern: string, identity: string): boolean {
  return new RegExp(`^${pattern}$`).test(`spiffe://${identity}`);
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
