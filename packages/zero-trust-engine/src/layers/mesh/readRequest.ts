import { AddressRange, parseCidr } from '../../cidr';
import { IstioFacts } from '../../snapshot/Facts';
import { Hop, MeshQuestion, Party } from '../Layer';
import { podsOf } from '../podsOf';
import { PolicySet } from './PolicySet';
import { Reading, RequestFacts } from './RequestFacts';

/** What a question tells one reading of one enforcement point. */
export function readRequest(
  question: MeshQuestion,
  reading: Reading,
  policies: PolicySet,
  istio: IstioFacts,
): RequestFacts {
  const { hop, http, sni } = question;
  const foreignIssuer =
    reading === 'http' ? foreignIssuerOf(question, policies) : undefined;
  return {
    reading,
    identity: identityAt(hop),
    source: addressesOf(hop.source),
    destination: addressesOf(hop.at),
    port: hop.port,
    http: reading === 'http' ? http ?? {} : {},
    sni: sni ?? 'unknown',
    claims: claimsOf(question, policies),
    ...(foreignIssuer === undefined ? {} : { foreignIssuer }),
    pathNormalization: istio.pathNormalization,
  };
}

function identityAt(hop: Hop): RequestFacts['identity'] {
  if (hop.identity !== undefined) return hop.identity;
  return hop.identityUnknown ? 'unknown' : 'none';
}

/** Without RequestAuthentication no token gives a request principal. */
function claimsOf(
  { claims }: MeshQuestion,
  { issuers }: PolicySet,
): RequestFacts['claims'] {
  if (issuers === undefined) return 'none';
  if (claims === undefined) return 'unknown';
  return Object.keys(claims).length === 0 ? 'none' : claims;
}

/** A token that is there must be valid for one of the rules that are merged. */
function foreignIssuerOf(
  { claims }: MeshQuestion,
  { issuers }: PolicySet,
): string | undefined {
  const issuer = claims?.iss;
  return typeof issuer === 'string' && issuers?.includes(issuer) === false
    ? issuer
    : undefined;
}

function addressesOf(party: Party): RequestFacts['source'] {
  const ranges = textsOf(party).flatMap((text): readonly AddressRange[] => {
    const range = parseCidr(text);
    return range ? [range] : [];
  });
  return ranges.length > 0 ? ranges : 'unknown';
}

function textsOf(party: Party): readonly string[] {
  switch (party.type) {
    case 'workload':
      return podsOf(party).flatMap(pod => pod.addresses);
    case 'node':
      return party.address ? [party.address] : party.node.addresses;
    case 'address':
      return [party.cidr];
    default:
      return [];
  }
}
