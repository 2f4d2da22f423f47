import { GoldenRequest } from './GoldenRequest';
import { Random } from './seededRandom';

/** A request changed so that it has what one value of a field asks for. */
export function withValue(
  request: GoldenRequest,
  key: string,
  value: string,
  random: Random,
): GoldenRequest {
  const { http } = request;
  const text = () => fill(value, random);
  const claims = { ...request.claims };
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1];
  const claim = /^request\.auth\.claims\[(.+)\]$/.exec(key)?.[1];
  switch (key) {
    case 'source.principal':
      return { ...request, identity: text() || undefined };
    case 'source.namespace':
      return { ...request, identity: `cluster.local/ns/${text()}/sa/x` };
    case 'source.serviceAccount': {
      const [namespace, account] = value.includes('/')
        ? value.split('/')
        : ['foo', value];
      return {
        ...request,
        identity: `cluster.local/ns/${namespace}/sa/${account}`,
      };
    }
    case 'source.trustDomain':
      return { ...request, identity: `${text()}/ns/a/sa/b` };
    case 'source.ip':
    case 'remote.ip':
      return { ...request, sourceIp: addressIn(value, random) };
    case 'destination.ip':
      return { ...request, destinationIp: addressIn(value, random) };
    case 'destination.port':
      return { ...request, port: Number(value) };
    case 'connection.sni':
      return { ...request, sni: text() };
    case 'request.auth.principal': {
      const whole = text();
      const slash = whole.lastIndexOf('/');
      const [iss, sub] =
        slash < 0
          ? random.pick([
              [whole, ''],
              [whole, 'somebody'],
              ['https://issuer', whole],
            ])
          : [whole.slice(0, slash), whole.slice(slash + 1)];
      return { ...request, claims: { ...claims, iss, sub } };
    }
    case 'request.auth.audiences':
      return { ...request, claims: { ...claims, aud: listOf(text(), random) } };
    case 'request.auth.presenter':
      return { ...request, claims: { ...claims, azp: listOf(text(), random) } };
    default:
  }
  if (claim) {
    const [name, nested] = claim.split('][');
    const found = listOf(text(), random);
    return {
      ...request,
      claims: { ...claims, [name]: nested ? { [nested]: found } : found },
    };
  }
  if (!http) return request;
  if (header && !header.startsWith(':')) {
    const name = random.pick([header, header.toLowerCase()]);
    return {
      ...request,
      http: { ...http, headers: { ...http.headers, [name]: text() } },
    };
  }
  switch (header ?? key) {
    case 'request.host':
    case ':authority':
      return { ...request, http: { ...http, host: text() } };
    case 'request.method':
    case ':method':
      return { ...request, http: { ...http, method: text() } };
    case 'request.path':
    case ':path':
      return { ...request, http: { ...http, path: text() } };
    default:
      return request;
  }
}

/** A text that a pattern matches: stars and template parts filled. */
function fill(pattern: string, random: Random): string {
  const part = () => random.pick(['x', 'a-b', 'ns', '1', 'team.a']);
  return pattern
    .replace(/\{\*\*\}/g, () => random.pick([part(), `${part()}/${part()}`]))
    .replace(/\{\*\}/g, part)
    .replace(/\*/g, () => random.pick(['', part(), part()]));
}

function listOf(text: string, random: Random): unknown {
  return random.chance(0.6) ? text : ['other', text];
}

function addressIn(block: string, random: Random): string {
  const [address, length = '32'] = block.split('/');
  const parts = address.split('.').map(Number);
  const fixed = Number(length) / 8;
  return parts
    .map((part, index) => {
      if (index >= fixed) return random.below(256);
      const free = 8 - Math.min(8, Number(length) - index * 8);
      return part + random.below(2 ** free);
    })
    .join('.');
}
