/** Title, meaning and remedy for every finding code. */
export const findingMessages = {
  'findingUnknown.meaning':
    'The backend reports a defect that this version of the plugin has no words for.',
  'findingUnknown.fix':
    'Look at the object and field named here, and update the plugin to read what it means.',

  'finding.peer-authentication-shadowed.title':
    'This PeerAuthentication has no effect',
  'finding.peer-authentication-shadowed.meaning':
    'An older one has the same scope, and Istio reads the oldest alone. Nothing of this one counts, not even ports that the older one does not mention.',
  'finding.peer-authentication-shadowed.fix':
    'Put what you want into the older object and delete this one.',

  'finding.peer-authentication-root-selector.title':
    'A PeerAuthentication with a selector is ignored in the root namespace',
  'finding.peer-authentication-root-selector.meaning':
    'In the root namespace Istio reads only objects without a selector. This one changes no workload, wherever it runs.',
  'finding.peer-authentication-root-selector.fix':
    'Move it into the namespace of the workload.',

  'finding.port-mtls-without-selector.title':
    'Port exceptions without a selector are ignored',
  'finding.port-mtls-without-selector.meaning':
    'portLevelMtls counts only in an object that selects workloads. These ports keep the mode of the namespace.',
  'finding.port-mtls-without-selector.fix':
    'Add a selector for the workload, or remove the exceptions.',

  'finding.pod-without-proxy.title':
    'Pods run without the proxy that they should have',
  'finding.pod-without-proxy.meaning':
    'The namespace or the template asks for the mesh, and these pods are not in it. Nothing enforces mutual TLS or authorization there, and they prove no identity.',
  'finding.pod-without-proxy.fix':
    'Restart the workload so that its pods are made anew; if that does not help, look at the injection webhook.',

  'finding.port-not-captured.title': 'A port bypasses the proxy',
  'finding.port-not-captured.meaning':
    "An annotation takes this port out of the sidecar's hands: neither STRICT nor any AuthorizationPolicy acts there.",
  'finding.port-not-captured.fix':
    'Remove the exception, or make sure that a network policy limits who reaches the port.',

  'finding.plaintext-accepted.title': 'The port accepts plaintext',
  'finding.plaintext-accepted.meaning':
    'Callers without an identity get in. Rules on principals and namespaces do not see them.',
  'finding.plaintext-accepted.fix':
    'See who still sends plaintext, repair that, then set STRICT.',

  'finding.destination-rule-breaks-strict.title':
    'A DestinationRule breaks every call to a STRICT port',
  'finding.destination-rule-breaks-strict.meaning':
    "It tells callers to send plaintext or their own TLS, and the pods accept the mesh's mutual TLS alone.",
  'finding.destination-rule-breaks-strict.fix':
    'Remove its tls block, or set ISTIO_MUTUAL. Do not weaken the server.',

  'finding.network-policy-forgets-tunnel.title':
    'A NetworkPolicy keeps mesh traffic out',
  'finding.network-policy-forgets-tunnel.meaning':
    "In ambient mode calls arrive on port 15008. The policy admits the application's port and not the tunnel's, so calls from the mesh are dropped.",
  'finding.network-policy-forgets-tunnel.fix':
    'Admit TCP 15008 from the same peers, and separate ports in an AuthorizationPolicy.',

  'finding.waypoint-not-used.title': 'The waypoint that is named is not used',
  'finding.waypoint-not-used.meaning':
    'It does not exist, is not ready or does not admit this namespace. Traffic goes straight to the pods, and every HTTP rule meant for the waypoint is off.',
  'finding.waypoint-not-used.fix':
    "Create the Gateway or correct the label. Limit the pods to the waypoint's identity, so that nothing goes past it.",

  'finding.principal-with-scheme.title':
    'A principal with spiffe:// matches nobody',
  'finding.principal-with-scheme.meaning':
    'Istio puts the scheme in front itself. The rule compares with spiffe://spiffe://… and never matches.',
  'finding.principal-with-scheme.fix': 'Drop the scheme.',

  'finding.principal-without-account.title':
    'A rule names a service account that does not exist',
  'finding.principal-without-account.meaning':
    'Nobody has this identity today. Whoever creates the account gets the permission.',
  'finding.principal-without-account.fix':
    'Correct the name, or remove the rule.',

  'finding.rule-port-is-service-port.title': "A rule names the Service's port",
  'finding.rule-port-is-service-port.meaning':
    "A sidecar compares with the pod's port. The rule matches no call.",
  'finding.rule-port-is-service-port.fix':
    'Name the port that the container listens on.',

  'finding.identity-shared.title': 'Workloads share one identity',
  'finding.identity-shared.meaning':
    'They run under one service account, and the mesh cannot tell them apart. What one may do, the others may do as well.',
  'finding.identity-shared.fix':
    'Give each workload a service account of its own before you tighten its rules.',

  'finding.identity-default-account.title':
    'The workload uses the default account',
  'finding.identity-default-account.meaning':
    'Whatever runs in the namespace without an account of its own has the same identity.',
  'finding.identity-default-account.fix':
    'Give the workload a service account of its own.',

  'finding.network-policy-accidental-or.title':
    'Two list elements that were probably meant as one',
  'finding.network-policy-accidental-or.meaning':
    'Each element is an alternative: every pod of the named namespaces is admitted, not only those with the labels. No pod of this namespace has these labels.',
  'finding.network-policy-accidental-or.fix':
    'Remove the dash in front of podSelector, so that both selectors stand in one element.',

  'finding.egress-without-dns.title':
    'Outbound traffic is closed and DNS with it',
  'finding.egress-without-dns.meaning':
    'The workload may not look up names, so it cannot reach even what it is allowed to call by name.',
  'finding.egress-without-dns.fix':
    "Allow UDP and TCP 53 to the cluster's DNS.",

  'finding.policy-selects-nothing.title': 'The policy selects no workload',
  'finding.policy-selects-nothing.meaning':
    'No workload carries these labels. Often the label was renamed, or the workload is gone.',
  'finding.policy-selects-nothing.fix':
    'Correct the selector, or delete the policy.',
};
