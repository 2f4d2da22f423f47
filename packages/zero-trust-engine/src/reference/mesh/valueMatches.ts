import { blockHas } from '../addressBits';
import { AuthorizationPolicy, MeshSettings } from './manifests';
import { Asked } from './hops';

/** Whether one value of a field or key is what a request has. */
export function valueMatches(
  policy: AuthorizationPolicy,
  name: string,
  value: string,
  asked: Asked,
): boolean {
  const { hop, request, requestPrincipal } = asked;
  const { identity, port, source } = hop;
  const { http } = request;
  switch (name) {
    case 'principals':
    case 'source.principal':
      return (
        identity !== undefined &&
        spellings(value, asked).some(text => glob(text, identity))
      );
    case 'namespaces':
    case 'source.namespace':
      return identity !== undefined && isInNamespace(value, identity, asked);
    case 'serviceAccounts':
    case 'source.serviceAccount': {
      const [, , namespace, , account] = identity?.split('/') ?? [];
      const full = value.includes('/')
        ? value
        : `${policy.metadata.namespace}/${value}`;
      return full === `${namespace}/${account}`;
    }
    case 'trustDomains':
    case 'source.trustDomain': {
      const { trustDomain, aliases } = asked.mesh.settings;
      const ours = [trustDomain, ...aliases];
      const domains = ours.includes(value) && isProxy(asked) ? ours : [value];
      return (
        identity !== undefined &&
        domains.some(text => glob(text, identity.split('/')[0]))
      );
    }
    case 'ipBlocks':
    case 'source.ip':
      return blockHas(value, source);
    case 'ports':
    case 'destination.port':
      return value === String(port);
    case 'connection.sni':
      return glob(value, request.sni);
    case 'requestPrincipals':
      return requestPrincipal !== undefined && glob(value, requestPrincipal);
    case 'methods':
      return glob(value, http?.method);
    case 'paths':
      return glob(value, http?.path.split('?')[0]);
    case 'hosts':
      return glob(value.toLowerCase(), http?.host.toLowerCase());
    default: {
      const header = /^request\.headers\[(.+)\]$/.exec(name);
      if (!header) throw new Error(`the oracle knows no '${name}'`);
      return glob(value, http?.headers[header[1]]);
    }
  }
}

/** Gateways, waypoints and sidecars get what istiod makes of trust domains. */
const isProxy = ({ hop: { point } }: Asked) =>
  point === 'sidecar' || point === 'waypoint';

/**
 * Istio, trust domain aliases: a principal of five parts whose first names one
 * of the mesh's trust domains, or `cluster.local`, stands for all of them.
 */
function spellings(value: string, asked: Asked): readonly string[] {
  const [domain, ...rest] = value.split('/');
  const { settings } = asked.mesh;
  if (!isProxy(asked) || rest.length !== 4 || domain === '*') return [value];
  if (!namesOurs(domain, settings)) return [value];
  const { trustDomain, aliases } = settings;
  return [
    ...(domain.includes('*') ? [domain] : []),
    trustDomain,
    ...aliases,
  ].map(name => [name, ...rest].join('/'));
}

function namesOurs(domain: string, settings: MeshSettings): boolean {
  const { trustDomain, aliases } = settings;
  return (
    domain === 'cluster.local' ||
    [trustDomain, ...aliases].some(own => glob(domain, own))
  );
}

/** A proxy searches the text of the identity, ztunnel compares a part of it. */
function isInNamespace(value: string, identity: string, asked: Asked): boolean {
  const namespace = identity.split('/')[2];
  if (!isProxy(asked) && asked.hop.point === 'ztunnel') {
    return glob(value, namespace);
  }
  const pattern = value
    .split('*')
    .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^.*/ns/${pattern}/.*$`).test(`spiffe://${identity}`);
}

/** One star is read, in front or else at the end; `*` is anything at all. */
function glob(pattern: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (pattern === '*') return value !== '';
  if (pattern.startsWith('*')) return value.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1));
  return pattern === value;
}
