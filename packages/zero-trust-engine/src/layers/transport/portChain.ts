import { ServicePort } from '../../snapshot/Snapshot';

const http = [
  'http',
  'http2',
  'grpc',
  'grpc-web',
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
];
const tcp = [
  'https',
  'tls',
  'wss',
  'tcp',
  'mongo',
  'redis',
  'mysql',
  'kubernetes.io/wss',
];
/** Protocols where the server speaks first: detection would wait for ever. */
const serverFirst = [25, 53, 3306, 27017];

/**
 * Which filters a port has: by `appProtocol`, else by the prefix of its name,
 * else detected per connection (Istio, protocol selection). A port of no Service
 * is detected.
 */
export function portChain(
  port: ServicePort | undefined,
): 'http' | 'tcp' | 'auto' {
  if (!port) return 'auto';
  const stated = port.appProtocol?.toLowerCase();
  if (stated !== undefined) {
    const chain = known(stated);
    if (chain) return chain;
  }
  const name = port.name?.toLowerCase() ?? '';
  const [prefix] = name.startsWith('grpc-web') ? ['grpc-web'] : name.split('-');
  return known(prefix) ?? (serverFirst.includes(port.port) ? 'tcp' : 'auto');
}

/** Of a listener that states its protocol, as Sidecar resources do. */
export function chainOfProtocol(protocol: string): 'http' | 'tcp' | 'auto' {
  return known(protocol.toLowerCase()) ?? 'auto';
}

function known(name: string): 'http' | 'tcp' | undefined {
  if (http.includes(name)) return 'http';
  return tcp.includes(name) ? 'tcp' : undefined;
}
