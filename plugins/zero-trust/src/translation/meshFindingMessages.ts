/** Title, meaning and remedy for findings about mutual TLS and enrolment. */
export const meshFindingMessages = {
  'finding.ambient-inbound-bypass.title':
    'Plaintext reaches these pods past ztunnel',
  'finding.ambient-inbound-bypass.meaning':
    'The annotation ambient.istio.io/bypass-inbound-capture takes what comes in out of the hands of ztunnel: neither STRICT nor any AuthorizationPolicy acts on it.',
  'finding.ambient-inbound-bypass.fix': 'Remove the annotation.',

  'finding.destination-rule-credential-not-fetched.title':
    'The credential of a DestinationRule is not fetched by sidecars',
  'finding.destination-rule-credential-not-fetched.meaning':
    'A sidecar fetches credentialName only for a rule that selects workloads. Without that it drops the TLS settings and sends plaintext. Gateways do fetch it.',
  'finding.destination-rule-credential-not-fetched.fix':
    'Add a workloadSelector, or name files with caCertificates.',

  'finding.destination-rule-host-missing.title':
    'A DestinationRule is for a host that no Service has',
  'finding.destination-rule-host-missing.meaning':
    'Nobody reads it. A name without dots belongs to the namespace of the rule, not to that of the Service.',
  'finding.destination-rule-host-missing.fix':
    'Write the name in full: service.namespace.svc.cluster.local.',

  'finding.destination-rule-mtls-to-plaintext.title':
    'A DestinationRule sends mutual TLS to pods that cannot read it',
  'finding.destination-rule-mtls-to-plaintext.meaning':
    'ISTIO_MUTUAL is sent to every pod behind the host. These have no proxy, or a port where mutual TLS is off, and get bytes that they do not understand.',
  'finding.destination-rule-mtls-to-plaintext.fix':
    'Remove the tls block and let auto mTLS decide for each pod.',

  'finding.destination-rule-overrides-owner.title':
    'A DestinationRule overrides what the owner of the Service set',
  'finding.destination-rule-overrides-owner.meaning':
    'A rule of the namespace that calls comes first, even for a wildcard. From there callers send something else than the owner asks for.',
  'finding.destination-rule-overrides-owner.fix':
    'Remove the tls block, or limit the host.',

  'finding.destination-rule-server-not-verified.title':
    'A DestinationRule names no authority for the server',
  'finding.destination-rule-server-not-verified.meaning':
    'Without caCertificates older proxies check the server against nothing, newer ones against the authorities of their image.',
  'finding.destination-rule-server-not-verified.fix':
    'Name the authority in caCertificates.',

  'finding.destination-rule-shadowed.title':
    'The TLS settings of this DestinationRule are not read',
  'finding.destination-rule-shadowed.meaning':
    'An older one in the namespace is for the same host. Istio reads them as one, and of the traffic policies the oldest counts.',
  'finding.destination-rule-shadowed.fix':
    'Put what you want into the older object.',

  'finding.headless-service-mixes-proxies.title':
    'A headless Service has pods with and without a proxy',
  'finding.headless-service-mixes-proxies.meaning':
    'Its callers cannot tell the pods apart and send plaintext to all of them. Those that are STRICT refuse every call.',
  'finding.headless-service-mixes-proxies.fix':
    'Give every pod a proxy, or set PERMISSIVE until they have one.',

  'finding.host-network-outside-mesh.title':
    'A pod in the network of its node is not in the mesh',
  'finding.host-network-outside-mesh.meaning':
    'The namespace asks for the mesh; such a pod is never injected and never captured. It proves no identity, and no policy of Istio protects it.',
  'finding.host-network-outside-mesh.fix':
    'Give up hostNetwork, or move the workload to a namespace outside the mesh so that nobody counts on it.',

  'finding.http-rule-on-detected-port.title':
    'A rule about HTTP on a port whose protocol is detected',
  'finding.http-rule-on-detected-port.meaning':
    'The client decides: what does not look like HTTP meets the rule as a TCP port has it, where an ALLOW is dropped and a DENY is wider.',
  'finding.http-rule-on-detected-port.fix':
    'Name the port http or set its appProtocol.',

  'finding.revision-without-injector.title':
    'A namespace asks for a revision that nobody injects',
  'finding.revision-without-injector.meaning':
    'No injection webhook serves this revision or tag. Pods that start from now on have no proxy: they prove no identity, and nothing enforces policies there.',
  'finding.revision-without-injector.fix':
    'Name a revision that is installed, or install a tag of this name; then restart the workloads.',

  'finding.injection-labels-conflict.title':
    'A namespace asks for the mesh in more than one way',
  'finding.injection-labels-conflict.meaning':
    'istio-injection comes before istio.io/rev, and a sidecar before ambient. What the other label asks for does not happen.',
  'finding.injection-labels-conflict.fix': 'Keep one of the labels.',

  'finding.namespace-mode-misleads-callers.title':
    'Callers send plaintext to a STRICT workload',
  'finding.namespace-mode-misleads-callers.meaning':
    'Auto mTLS looks at the mode of the namespace, which is DISABLE, and not at that of the workload. Every call through the Service is refused.',
  'finding.namespace-mode-misleads-callers.fix':
    'Set PERMISSIVE for the namespace, or tell callers with a DestinationRule with ISTIO_MUTUAL.',

  'finding.namespace-outside-mesh.title':
    'Nobody decided whether this namespace belongs to the mesh',
  'finding.namespace-outside-mesh.meaning':
    'Istio is there, and the namespace neither asks for it nor refuses it. Its workloads prove no identity and accept whoever reaches them.',
  'finding.namespace-outside-mesh.fix':
    'Label the namespace for the mesh, or with istio-injection=disabled.',

  'finding.port-mtls-matches-no-port.title':
    'A port exception names a port that no pod has',
  'finding.port-mtls-matches-no-port.meaning':
    'portLevelMtls counts by the port of the container. No selected workload has this one, so the exception changes nothing; often the port of the Service was meant.',
  'finding.port-mtls-matches-no-port.fix':
    'Name the port that the container listens on.',

  'finding.port-protocol-conflict.title':
    'Two Services give one port two protocols',
  'finding.port-protocol-conflict.meaning':
    'A port of a pod has one protocol, that of the oldest Service. HTTP rules may be read as rules for connections, or the other way round.',
  'finding.port-protocol-conflict.fix':
    'Give the port one protocol in both Services.',

  'finding.proxy-not-announced.title': 'A pod has a proxy and does not say so',
  'finding.proxy-not-announced.meaning':
    'Callers send mutual TLS to pods with the label security.istio.io/tlsMode=istio, which injection writes. To this one they send plaintext, and a STRICT port refuses it.',
  'finding.proxy-not-announced.fix':
    'Remove the label that was set by hand and make the pod anew.',

  'finding.runs-as-proxy-user.title':
    'An application runs as the user of the proxy',
  'finding.runs-as-proxy-user.meaning':
    'Traffic of the user 1337 is not captured, so that the proxy itself gets out. This container goes past the mesh: plaintext, no identity, no policy for its calls.',
  'finding.runs-as-proxy-user.fix': 'Run the container as another user.',

  'finding.sidecar-in-ambient.title':
    'A pod with a sidecar in an ambient namespace',
  'finding.sidecar-in-ambient.meaning':
    'The sidecar wins, and ztunnel does not tunnel to it: ambient callers send it plaintext, and a STRICT port refuses them.',
  'finding.sidecar-in-ambient.fix':
    'Remove the sidecar and restart the pods, or label them istio.io/dataplane-mode=none until then.',

  'finding.sidecar-resource-shadowed.title':
    'This Sidecar resource has no effect',
  'finding.sidecar-resource-shadowed.meaning':
    'An older one is for the same workloads, and Istio reads the oldest alone.',
  'finding.sidecar-resource-shadowed.fix':
    'Put what you want into the older object.',

  'finding.sidecar-resource-without-effect.title':
    'Nobody reads this Sidecar resource',
  'finding.sidecar-resource-without-effect.meaning':
    'In the root namespace one with a selector is ignored, and pods that ztunnel captures have no sidecar.',
  'finding.sidecar-resource-without-effect.fix':
    'Move it to the namespace of the workloads, or remove it.',

  'finding.strict-without-auto-mtls.title':
    'A STRICT Service and nobody who sends mutual TLS',
  'finding.strict-without-auto-mtls.meaning':
    'Auto mTLS is off, so callers send plaintext unless a DestinationRule says otherwise. There is none, and every call is refused.',
  'finding.strict-without-auto-mtls.fix':
    'Switch auto mTLS on, or add a DestinationRule with ISTIO_MUTUAL.',

  'finding.waypoint-bypass.title':
    'What a waypoint guards can be reached past it',
  'finding.waypoint-bypass.meaning':
    'Only ambient callers of the Service go through the waypoint. Sidecars, callers outside the mesh and whoever dials the address of the pod go straight, and there nothing stops them.',
  'finding.waypoint-bypass.fix':
    'Allow only the identity of the waypoint in a policy with a selector, and set STRICT.',

  'finding.waypoint-identity-refused.title':
    'The pods refuse their own waypoint',
  'finding.waypoint-identity-refused.meaning':
    'Behind a waypoint a pod sees the identity of the waypoint. A policy for the pods does not allow it, so every call through the Service is refused.',
  'finding.waypoint-identity-refused.fix':
    'Allow the identity of the waypoint for the pods; keep the callers for the policy at the waypoint.',

  'finding.ztunnel-reads-disable-as-permissive.title':
    'DISABLE does not switch mutual TLS off at ztunnel',
  'finding.ztunnel-reads-disable-as-permissive.meaning':
    'Callers of the mesh still come through the tunnel, and plaintext is accepted as well. It is PERMISSIVE by another name.',
  'finding.ztunnel-reads-disable-as-permissive.fix':
    'Write PERMISSIVE, or STRICT if plaintext is not wanted.',

  'finding.ztunnel-reads-mode-otherwise.title':
    'ztunnel is told another mode than is written',
  'finding.ztunnel-reads-mode-otherwise.meaning':
    'istiod turns port exceptions into rules for ztunnel, and this form does not come through: the port takes what it says it refuses, or the other way round. This was read in the code of Istio and not seen in a test of it; try it with traffic.',
  'finding.ztunnel-reads-mode-otherwise.fix':
    'Write the mode of the workload itself, and exceptions as PERMISSIVE.',
};
