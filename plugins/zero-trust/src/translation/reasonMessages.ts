/**
 * One sentence for every reason code of the engine: what a layer saw that made
 * it answer so. The deciding object and field are shown beside the sentence.
 */
export const reasonMessages = {
  reasonUnknown:
    'Reported with the code "{{code}}", which this version has no words for.',

  'reason.no-policy':
    'No policy selects this end, so the network does not restrict it.',
  'reason.allow-rule': 'A rule allows it.',
  'reason.deny-rule': 'A rule denies it.',
  'reason.no-rule-matched':
    'No rule of any policy speaks of this connection, so the default holds.',
  'reason.no-allow-rule-matched':
    'A policy closes this by default and none of its rules admits this caller with this request.',
  'reason.pass-to-default':
    'A rule passes it on, and nothing behind it decides.',
  'reason.self': 'A pod can always reach itself.',
  'reason.own-node':
    "Traffic from the pod's own node is exempt, as health probes need it.",
  'reason.host-network':
    'The pod uses the network of its node, where pod policies do not act.',
  'reason.host-firewall-off':
    'The host firewall is off, so policies for nodes do nothing.',
  'reason.outside-cluster':
    'This end is outside the cluster and has no policy here.',
  'reason.cni-does-not-enforce':
    "The cluster's network plugin does not enforce such policies.",
  'reason.enforcement-unknown':
    'Whether anything enforces network policies here is not known.',
  'reason.kind-enforcement-unknown':
    'Whether the network plugin enforces this kind of policy is not known.',
  'reason.mode-never': 'Cilium is told never to enforce policies.',
  'reason.mode-always':
    'Cilium is told to enforce always, so what no rule allows is closed.',
  'reason.audit-mode':
    'Cilium is in audit mode: it records what it would drop and lets it pass.',
  'reason.per-node-override':
    'A CiliumNodeConfig sets the agents of some nodes otherwise, and there the answer would be another.',
  'reason.pods-not-readable':
    'The pods of one end could not be read, and may have other labels, addresses or networks than their template.',
  'reason.separate-networks':
    'The two ends belong to different networks of OVN-Kubernetes, and whether anything passes between them is not written in a policy.',
  'reason.cilium-settings-unread':
    'How Cilium is set, or which version it is, could not be read, and the answer depends on it.',
  'reason.undefined-tie':
    'Two policies of equal priority disagree, and which one wins is not defined.',
  'reason.depends-on-address': 'It depends on the address, which is not known.',
  'reason.cni-dependent-match':
    'Network plugins differ on whether this rule matches here.',
  'reason.not-readable': 'A policy that could decide this could not be read.',
  'reason.allow-localhost': "Cilium lets the pod's own node in.",
  'reason.invalid-policy-ignored':
    'Cilium rejects this policy, so it is not enforced.',
  'reason.non-default-deny-wildcard':
    'The policies here close nothing by default.',
  'reason.l7-restricted':
    'Allowed for some requests only; this question does not say which it is.',
  'reason.l7-denied':
    'The rule limits requests, and this one is not among them.',
  'reason.l7-on-encrypted':
    'The rule wants to read HTTP, and the mesh has encrypted it: no request gets through.',
  'reason.sni-restricted':
    'Allowed for some TLS server names only; this question does not name one.',
  'reason.sni-denied': 'The TLS server name is not among those allowed.',
  'reason.dns-restricted': 'Only lookups of some names are allowed.',
  'reason.listener':
    'Traffic is sent to a proxy listener whose rules are not known.',
  'reason.auth-required': 'The two ends must authenticate to each other first.',
  'reason.auth-unavailable':
    'Authentication is required and is not set up, so it never succeeds.',
  'reason.fqdn-conditional':
    'Allowed only for addresses that a lookup of the name has returned.',
  'reason.fqdn-never-learned':
    'The rule names a host, and no DNS rule lets its addresses be learned.',
  'reason.unresolvable-peer':
    'What the rule names as peer could not be resolved.',
  'reason.conflicting-rules':
    'Rules for the same traffic contradict each other.',
  'reason.no-mesh': 'There is no service mesh in this cluster.',
  'reason.mesh-unknown':
    'Whether there is a service mesh in this cluster is not known.',
  'reason.mesh-configuration-unread':
    'The mesh configuration could not be read, so trust domain, root namespace and defaults are not known.',
  'reason.revision-configured-otherwise':
    'This end belongs to another revision of the mesh, whose configuration differs from the one that is read.',
  'reason.not-carried-by-mesh': 'The mesh carries TCP only.',
  'reason.destination-outside-mesh':
    'The destination is outside the mesh: it gets what the application sends.',
  'reason.service-entry-external':
    'A ServiceEntry names this host as one outside the mesh: it gets what the application sends.',
  'reason.service-entry-internal':
    'A ServiceEntry names this host as part of the mesh.',
  'reason.service-entry-selects-workloads':
    'A ServiceEntry selects pods or machines for this host, and which one a call reaches is not worked out.',
  'reason.service-entry-without-address':
    "The caller's proxy knows hosts on this port without addresses, and whether this address belongs to one is not known.",
  'reason.service-entries-unreadable':
    "ServiceEntries could not be read, so what the caller's proxy knows is not known.",
  'reason.endpoints-differ':
    'The endpoints of this host differ, and which one a call reaches is not known.',
  'reason.registry-only':
    "The caller's proxy lets nothing out to destinations that it does not know.",
  'reason.registry-only-by-alias':
    "The caller's proxy lets out only what it knows, and a Service is an alias of this name.",
  'reason.registry-only-by-destination':
    "The caller's proxy lets out only what it knows, and of these destinations it knows some.",
  'reason.auto-mtls':
    "The caller's proxy sends mutual TLS by itself, since the server has a proxy.",
  'reason.auto-mtls-off': 'Automatic mutual TLS is switched off in the mesh.',
  'reason.ambient-tunnel':
    'Both ends are in ambient mode and use the encrypted tunnel.',
  'reason.client-no-proxy':
    'The caller has no proxy: it sends plaintext and proves no identity.',
  'reason.client-on-host-network':
    'The caller uses the network of its node: it sends plaintext and proves no identity.',
  'reason.client-outside-mesh':
    'The caller is outside the mesh and proves no identity.',
  'reason.client-excluded-port':
    "The caller's proxy leaves this port out: the call is plaintext.",
  'reason.client-not-included-port':
    "The caller's proxy does not capture this port: the call is plaintext.",
  'reason.client-interception-off':
    "The caller's proxy captures nothing: the call is plaintext.",
  'reason.client-data-plane-unknown':
    "What the caller's proxy does is not known.",
  'reason.client-data-plane-ambient-pending':
    'The caller is not redirected into the mesh yet.',
  'reason.grpc-client-without-mtls':
    'The caller speaks gRPC without a proxy, and no rule tells it to use mutual TLS: it sends plaintext.',
  'reason.grpc-client-may-use-mtls':
    'The caller speaks gRPC without a proxy: it uses mutual TLS if its code asks for the credentials of the mesh.',
  'reason.client-tls-disable':
    'A DestinationRule tells the caller to send plaintext.',
  'reason.client-tls-simple':
    'A DestinationRule tells the caller to use TLS without a mesh identity.',
  'reason.client-tls-mutual':
    "A DestinationRule tells the caller to use certificates of its own, not the mesh's.",
  'reason.client-tls-istio-mutual':
    "A DestinationRule tells the caller to send the mesh's mutual TLS to every endpoint.",
  'reason.client-credential-not-fetched':
    'The DestinationRule names a credential that a sidecar does not fetch: the call is plaintext.',
  'reason.port-settings-without-tls':
    'The DestinationRule has settings for this port without TLS, and the mesh reads that in two ways.',
  'reason.tls-per-subset':
    'A DestinationRule sets TLS per subset, and which subset a call takes is not worked out.',
  'reason.rule-of-a-revision':
    "A DestinationRule is for one revision of the mesh, and which one the caller's proxy belongs to is not known.",
  'reason.dialled-by-address':
    "The caller dials the pod's address, past the Service: its proxy passes plaintext on.",
  'reason.server-without-proxy':
    "The server has no proxy, so the caller's proxy sends plaintext.",
  'reason.server-not-ambient':
    "The server is not in ambient mode, so the caller's node proxy sends plaintext.",
  'reason.server-disables-mtls':
    "The server's policy switches mutual TLS off on this port, so plaintext is sent.",
  'reason.namespace-disables-mtls':
    "The server's namespace switches mutual TLS off, so plaintext is sent.",
  'reason.headless-with-unproxied-endpoint':
    'The Service is headless and not all of its pods have a proxy, so plaintext is sent to all.',
  'reason.dialled-by-headless-address':
    'The caller dials an address of a headless Service: whether its proxy takes that for a call to the Service is not known.',
  'reason.not-imported-by-client':
    "A Sidecar resource keeps this host from the caller's proxy, which does not know it.",
  'reason.not-exported-to-client':
    "This host is not exported to the caller's namespace, so its proxy does not know it.",
  'reason.namespace-not-discovered':
    'The mesh is told not to look at this namespace, so its proxies do not know what is there.',
  'reason.sidecar-host-exclusion':
    'A Sidecar resource takes hosts out again, which this version does not read.',
  'reason.sidecar-imports-route':
    'A Sidecar resource does not import this host, and imports a route that leads to it.',
  'reason.sidecar-listeners-overlap':
    'A Sidecar resource has a listener for this port without this host, and a general one with it.',
  'reason.sidecar-resources-unreadable':
    "Sidecar resources could not be read, so what the caller's proxy knows is not known.",
  'reason.destination-rules-unreadable':
    'DestinationRules could not be read, so what the caller sends is not known.',
  'reason.accepts-mtls-only': 'The port accepts mutual TLS only (STRICT).',
  'reason.accepts-both':
    'The port accepts both mutual TLS and plaintext (PERMISSIVE).',
  'reason.accepts-plaintext-only': 'The port accepts plaintext only (DISABLE).',
  'reason.accepts-unknown': 'What the port accepts is not known.',
  'reason.no-proxy':
    'The server has no proxy: whatever is declared, nothing enforces it.',
  'reason.excluded-port':
    "The server's proxy leaves this port out: whatever is declared, nothing enforces it there.",
  'reason.not-included-port':
    "The server's proxy does not capture this port: nothing enforces the declared mode there.",
  'reason.interception-off': "The server's proxy captures nothing.",
  'reason.proxy-own-port':
    'The proxy serves this port itself; no mode applies to it.',
  'reason.inbound-bypass':
    "The server's inbound traffic bypasses the node proxy.",
  'reason.data-plane-unknown':
    'Whether the server really has a proxy is not known.',
  'reason.data-plane-ambient-pending':
    'The server is not redirected into the mesh yet.',
  'reason.gateway-listener':
    'The port is a listener of a gateway, with TLS settings of its own.',
  'reason.gateway-listener-unknown':
    'What this listener of the gateway does with TLS is not known.',
  'reason.gateway-listeners-differ':
    'Listeners of the gateway share this port and treat TLS differently by host.',
  'reason.gateway-no-listener':
    'No Gateway gives this port a listener, so nothing answers there.',
  'reason.sidecar-ingress-tls':
    'A Sidecar resource gives this port TLS of its own, which this version does not read.',
  'reason.waypoint-listener': 'A waypoint accepts the encrypted tunnel only.',
  'reason.policies-unreadable':
    'Policies of the mesh could not be read, so the mode is not known.',
  'reason.kubelet-exempt': 'Health probes of the own node are exempt.',
  'reason.strict-refuses-plaintext':
    'The port wants mutual TLS and the caller sends plaintext: the connection is reset.',
  'reason.strict-refuses-app-tls':
    'The port wants a certificate of the mesh and the caller does not send one.',
  'reason.mtls-to-ambient':
    "The caller sends a sidecar's mutual TLS to a pod in ambient mode, which cannot read it.",
  'reason.mtls-to-plaintext-port':
    'The caller sends mutual TLS to a port that takes plaintext only.',
  'reason.mtls-to-unproxied-port':
    'The caller sends mutual TLS to a port that no proxy serves.',
  'reason.mtls-to-gateway-tls':
    "The caller sends the mesh's mutual TLS to a listener with certificates of its own.",
  'reason.mtls-passed-on':
    "The gateway hands the caller's mutual TLS on unread, and who ends it is not worked out.",
  'reason.trust-domain-not-accepted':
    "The server does not take certificates of the caller's trust domain.",
  'reason.app-tls-on-http-port':
    'The caller sends TLS to a port that is declared as HTTP.',
  'reason.through-gateway':
    'The call passes a gateway, whose identity is all that the destination sees.',
  'reason.gateway-without-route':
    'The gateway has no route for this host, so it answers itself that there is none.',
  'reason.routed': 'A route sends it there.',
  'reason.route-elsewhere':
    'A route sends it somewhere that is not worked out.',
  'reason.routes-unreadable':
    'Routes could not be read, so where the call is sent is not known.',
  'reason.ways-differ':
    'Calls take one of several ways, and the ways do not answer alike.',
  'reason.through-waypoint':
    'The call passes a waypoint, whose identity the server then sees.',
  'reason.waypoint-down':
    'The waypoint is named and nothing runs it: the call fails.',
  'reason.waypoint-missing':
    'A waypoint is named that does not exist: traffic goes straight, and its rules are off.',
  'reason.waypoint-not-ready':
    'The waypoint has no address yet: traffic goes straight, and its rules are off.',
  'reason.waypoint-not-allowed':
    'The waypoint does not admit this namespace: traffic goes straight, and its rules are off.',
  'reason.waypoint-other-traffic':
    'The waypoint does not serve this kind of traffic: it goes straight.',
  'reason.client-passes-waypoint':
    'Only callers in ambient mode pass the waypoint. This caller goes straight to the pod, where the rules meant for the waypoint are not asked.',
  'reason.gateways-unreadable':
    'Gateways could not be read, so whether a waypoint is used is not known.',
  'reason.allow-rule-may-match':
    'Whether a rule allows it depends on the request.',
  'reason.deny-rule-widened':
    'A deny rule lost the parts that cannot be checked here, and denies more than it says.',
  'reason.deny-rule-may-match':
    'Whether a rule denies it depends on the request.',
  'reason.no-allow-policy':
    'No policy asks for permission here, so the mesh lets it in.',
  'reason.allow-nothing': 'A policy without rules allows nobody.',
  'reason.allow-rules-dropped':
    'Every rule of the policy asks for something that cannot be checked here, so it allows nobody.',
  'reason.custom-provider-decides': 'An external authorizer decides.',
  'reason.custom-provider-unusable':
    'The external authorizer cannot be used, so the request is refused.',
  'reason.custom-dry-run':
    'A dry run of an external authorizer: what it does to the request is not known.',
  'reason.token-issuer-not-accepted':
    'The token is of an issuer that is not accepted here, so the request is refused.',
  'reason.dry-run-not-enforced': 'The policy is a dry run: it decides nothing.',
  'reason.dry-run-not-sent':
    'The policy is a dry run and is not sent to the node proxy, so nothing is recorded either.',
  'reason.envoy-filter':
    'An EnvoyFilter changes this proxy, so nothing is certain behind it.',
  'reason.same-pod': 'Caller and server are the same pod.',
  'reason.redirects-not-readable':
    'A CiliumLocalRedirectPolicy may send this to a pod on the caller’s own node, and they could not be read.',
  'reason.address-owner-unread':
    'Whose address {{address}} is cannot be said: objects of kind {{kind}} could not be read.',
  'reason.service-has-no-backend': 'The Service has no pod behind it.',
  'reason.service-has-no-such-port': 'The Service has no such port.',
  'reason.redirected-on-node':
    'CiliumLocalRedirectPolicy {{by}} sends this to a pod on the caller’s own node, where there is one.',
  'reason.wire-port-unknown':
    'Whether the connection uses the port itself or the mesh tunnel port 15008 is not known, and the policies treat the two differently.',
};
