/** Title, meaning and remedy for findings about mutual TLS and enrolment. */
export const meshFindingMessages = {
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

  'finding.namespace-mode-misleads-callers.title':
    'Callers send plaintext to a STRICT workload',
  'finding.namespace-mode-misleads-callers.meaning':
    'Auto mTLS looks at the mode of the namespace, which is DISABLE, and not at that of the workload. Every call through the Service is refused.',
  'finding.namespace-mode-misleads-callers.fix':
    'Set PERMISSIVE for the namespace, or tell callers with a DestinationRule with ISTIO_MUTUAL.',

  'finding.port-mtls-matches-no-port.title':
    'A port exception names a port that no pod has',
  'finding.port-mtls-matches-no-port.meaning':
    'portLevelMtls counts by the port of the container. No selected workload has this one, so the exception changes nothing; often the port of the Service was meant.',
  'finding.port-mtls-matches-no-port.fix':
    'Name the port that the container listens on.',

  'finding.strict-without-auto-mtls.title':
    'A STRICT Service and nobody who sends mutual TLS',
  'finding.strict-without-auto-mtls.meaning':
    'Auto mTLS is off, so callers send plaintext unless a DestinationRule says otherwise. There is none, and every call is refused.',
  'finding.strict-without-auto-mtls.fix':
    'Switch auto mTLS on, or add a DestinationRule with ISTIO_MUTUAL.',

  'finding.ztunnel-reads-mode-otherwise.title':
    'ztunnel is told another mode than is written',
  'finding.ztunnel-reads-mode-otherwise.meaning':
    'istiod turns port exceptions into rules for ztunnel, and this form does not come through: the port takes what it says it refuses, or the other way round. This was read in the code of Istio and not seen in a test of it; try it with traffic.',
  'finding.ztunnel-reads-mode-otherwise.fix':
    'Write the mode of the workload itself, and exceptions as PERMISSIVE.',
};
