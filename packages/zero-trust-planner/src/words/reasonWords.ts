import { listOf } from './sentenceOf';

/** The engine's codes that people meet when they ask for access, in words. */
const words: Readonly<Record<string, string>> = {
  'not-readable': 'policies there could not be read',
  'policies-unreadable': 'policies there could not be read',
  'pods-not-readable': 'pods could not be read',
  'enforcement-unknown': 'it is not known which network plugin enforces',
  'kind-enforcement-unknown':
    'it is not known whether the network plugin enforces this kind',
  'undefined-tie': 'policies of the same priority disagree',
  'strict-refuses-plaintext':
    'the callee accepts mutual TLS only and the caller sends plaintext',
  'strict-refuses-app-tls':
    'the callee accepts mutual TLS only and the caller sends TLS of its own',
  'mtls-to-plaintext-port': 'the caller sends mutual TLS to a port without it',
  'mtls-to-unproxied-port':
    'the caller sends mutual TLS to a port that goes past the proxy',
  'registry-only': "the caller's proxy lets it call known hosts only",
  'registry-only-by-destination':
    "the caller's proxy lets it call known hosts only",
  'registry-only-by-alias': "the caller's proxy lets it call known hosts only",
  'waypoint-missing': 'the waypoint that it names does not exist',
  'waypoint-not-ready': 'the waypoint is not ready',
  'waypoint-down': 'the waypoint has no pods',
  'custom-provider-decides': 'an external authorizer decides',
  'custom-provider-unusable': 'an external authorizer cannot be asked',
  'envoy-filter': 'an EnvoyFilter changes what the proxy does',
  'wire-port-unknown': 'it is not known by which port the call arrives',
  'data-plane-unknown': 'it is not known whether a proxy stands before it',
  'auth-required': 'mutual authentication is required',
  'host-firewall-off': 'policies do not hold for nodes here',
};

/** Reasons as people would say them; a code that has no words stands as it is. */
export function reasonWords(
  because: readonly { readonly reason: string }[],
): string {
  const told = because.map(({ reason }) => words[reason] ?? reason);
  return listOf([...new Set(told)]);
}
