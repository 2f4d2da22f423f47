import { GoldenRequest } from './GoldenRequest';
import { Random } from './seededRandom';

/** One thing about a request made a little different: a near miss. */
export function mutateRequest(
  request: GoldenRequest,
  random: Random,
): GoldenRequest {
  const { http, identity } = request;
  const text = (value: string) => mutateText(value, random);
  const change = random.below(http ? 12 : 6);
  switch (change) {
    case 0:
      return { ...request, identity: undefined };
    case 1:
      // What has no text is no identity.
      return {
        ...request,
        identity: mutateIdentity(identity ?? '', random) || undefined,
      };
    case 2:
      return { ...request, port: mutatePort(request.port, random) };
    case 3:
      return { ...request, sourceIp: mutateAddress(request.sourceIp, random) };
    case 4:
      return {
        ...request,
        destinationIp: mutateAddress(request.destinationIp, random),
      };
    case 5:
      return { ...request, sni: random.pick(['', text(request.sni)]) };
    default:
  }
  if (!http) return request;
  switch (change) {
    case 6:
      return { ...request, http: { ...http, method: text(http.method) } };
    case 7:
      return {
        ...request,
        http: { ...http, path: mutatePath(http.path, random) },
      };
    case 8: {
      const host = random.pick([`${http.host}:8080`, text(http.host)]);
      return { ...request, http: { ...http, host } };
    }
    case 9:
      return {
        ...request,
        http: { ...http, headers: mutateHeaders(http.headers, random) },
      };
    default:
      return { ...request, claims: mutateClaims(request.claims, random) };
  }
}

function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return random.pick([
    text.slice(0, -1),
    text.slice(1),
    `${text}x`,
    `x${text}`,
    `${text.slice(0, at)}x${text.slice(at + 1)}`,
    `${text.slice(0, at)}-${text.slice(at)}`,
    text.toUpperCase(),
    text.toLowerCase(),
    `${text}-2`,
    '*',
  ]);
}

function mutateIdentity(identity: string, random: Random): string {
  const parts = identity.split('/');
  const at = random.below(parts.length);
  const part = mutateText(parts[at], random);
  return random.pick([
    [...parts.slice(0, at), part, ...parts.slice(at + 1)].join('/'),
    [...parts.slice(0, at), 'extra', ...parts.slice(at)].join('/'),
    [...parts, 'extra'].join('/'),
    [...parts, 'sa', 'other'].join('/'),
    ['other.td', ...parts.slice(1)].join('/'),
    ['td1', ...parts.slice(1)].join('/'),
    ['xx-td', ...parts.slice(1)].join('/'),
    ['td', 'ns', 'a', ...parts.slice(1)].join('/'),
    identity.replace('-', '.'),
    mutateText(identity, random),
  ]);
}

function mutatePort(port: number, random: Random): number {
  const near = Math.min(65535, Math.max(1, port + random.pick([-1, 1])));
  return random.pick([near, 1 + random.below(65535), 8080, 65535]);
}

function mutateAddress(address: string, random: Random): string {
  const parts = address.split('.');
  const at = random.below(4);
  const other = (Number(parts[at]) + random.pick([1, 255, 128])) % 256;
  return [...parts.slice(0, at), other, ...parts.slice(at + 1)].join('.');
}

/** Nothing that normalisation would change: that is another test's matter. */
function mutatePath(path: string, random: Random): string {
  const [bare] = path.split('?');
  return random.pick([
    `${bare}?q=${bare}`,
    `${bare}/`,
    `${bare}/x`,
    `/x${bare}`,
    `/${bare}`,
    bare.slice(0, -1) || '/',
    bare.toUpperCase(),
    `${bare}x`,
    `${bare}%2Fx`,
    `${bare}*`,
    `${bare}#x`,
    bare.replace(/\/([^/]+)$/, '//$1'),
    '/',
  ]);
}

function mutateHeaders(
  headers: Readonly<Record<string, string>>,
  random: Random,
): Readonly<Record<string, string>> {
  const names = Object.keys(headers);
  if (names.length === 0) return { 'x-other': 'value' };
  const name = random.pick(names);
  const { [name]: value, ...rest } = headers;
  return random.pick([
    rest,
    { ...rest, [name.toUpperCase()]: value },
    { ...rest, [`${name}x`]: value },
    { ...rest, [name]: mutateText(value, random) },
    { ...rest, [name]: '' },
  ]);
}

function mutateClaims(
  claims: GoldenRequest['claims'],
  random: Random,
): GoldenRequest['claims'] {
  const names = Object.keys(claims ?? {});
  if (!claims || names.length === 0) return { iss: 'https://issuer', sub: 'x' };
  const name = random.pick(names);
  const { [name]: value, ...rest } = claims;
  return random.pick<GoldenRequest['claims']>([
    undefined,
    rest,
    { ...rest, [name]: [value] },
    { ...rest, [name]: 1 },
    { ...rest, [name]: { nested: value } },
    typeof value === 'string'
      ? { ...rest, [name]: mutateText(value, random) }
      : { ...rest, [name]: 'plain' },
  ]);
}
