import { meshFindingMessages } from './meshFindingMessages';
import { authorizationFindingMessages } from './authorizationFindingMessages';
import { networkFindingMessages } from './networkFindingMessages';

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
    "Policies compare with the pod's port, after translation. The rule matches no call.",
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
    'Put both selectors into one element: in a NetworkPolicy remove the dash in front of podSelector.',

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

  'finding.policy-types-omit-rules.title':
    'policyTypes leaves out a direction that has rules',
  'finding.policy-types-omit-rules.meaning':
    'Kubernetes ignores the rules of a direction that policyTypes does not name, and leaves it open. Cilium applies them all the same and closes it.',
  'finding.policy-types-omit-rules.fix':
    'Name the direction in policyTypes, or remove its rules.',

  'finding.policy-types-close-ingress.title':
    'A policy about outbound traffic closes inbound traffic as well',
  'finding.policy-types-close-ingress.meaning':
    'Without policyTypes a NetworkPolicy always isolates ingress. This one lists egress rules alone, so nobody may call its pods.',
  'finding.policy-types-close-ingress.fix':
    'Write policyTypes: [Egress], or write the ingress rules that you want.',

  'finding.policy-types-leave-egress-open.title':
    'An empty list of egress rules closes nothing',
  'finding.policy-types-leave-egress-open.meaning':
    'Without policyTypes egress is isolated only if there is an egress rule. This policy looks as if it closed outbound traffic and does not.',
  'finding.policy-types-leave-egress-open.fix':
    'Write policyTypes: [Ingress, Egress].',

  'finding.empty-rule-admits-everybody.title': 'An empty rule admits everybody',
  'finding.empty-rule-admits-everybody.meaning':
    'In a NetworkPolicy a rule without peers and ports admits every address, from outside the cluster too. In a Cilium policy the same text admits nobody.',
  'finding.empty-rule-admits-everybody.fix':
    'To close the direction write an empty list without a rule in it; to admit pods name them.',

  'finding.empty-rule-admits-nobody.title': 'An empty rule admits nobody',
  'finding.empty-rule-admits-nobody.meaning':
    'In a Cilium policy a rule without peers and ports closes the direction and admits nobody. In a NetworkPolicy the same text admits everybody.',
  'finding.empty-rule-admits-nobody.fix':
    'Keep it if the direction is meant to be closed; to admit everybody name the entity all.',

  'finding.cilium-policy-rejected.title':
    'Cilium rejects this policy, so it protects nothing',
  'finding.cilium-policy-rejected.meaning':
    'The agents drop an object with a fault whole, every rule of it, while the API server shows it as if it were in force.',
  'finding.cilium-policy-rejected.fix':
    'Correct the field named here. The status condition Valid of the object tells whether the agents accept it.',

  'finding.policy-not-enforced.title': 'Nothing enforces this policy',
  'finding.policy-not-enforced.meaning':
    "The cluster's network plugin does not act on objects of this kind. The API server stores them and says nothing.",
  'finding.policy-not-enforced.fix':
    'Write the rules in a kind that the plugin enforces, or switch its support for this kind on.',

  'finding.cilium-never-enforces.title':
    'Cilium is told never to enforce policies',
  'finding.cilium-never-enforces.meaning':
    'No policy of any kind has an effect in this cluster, explicit denies included.',
  'finding.cilium-never-enforces.fix':
    'Set enable-policy to default or always and restart the agents.',

  'finding.cilium-audit-mode.title':
    'Cilium is in audit mode and drops nothing',
  'finding.cilium-audit-mode.meaning':
    'The agents record what policies would deny and let it pass. Only HTTP rules still refuse requests.',
  'finding.cilium-audit-mode.fix':
    'Set policy-audit-mode to false and restart the agents once the policies are right.',

  'finding.label-dropped-by-filter.title':
    'A selector reads a label that Cilium does not see',
  'finding.label-dropped-by-filter.meaning':
    'The identity filter drops this label. A selector that wants it matches nobody, and one that wants it absent matches everybody.',
  'finding.label-dropped-by-filter.fix':
    'Select by another label, or add this one to the key labels of cilium-config.',

  'finding.l7-rule-voided.title': 'Other rules void this HTTP restriction',
  'finding.l7-rule-voided.meaning':
    'Rules of Cilium add up. Plain rules admit every caller of this one on its ports, so it restricts nobody.',
  'finding.l7-rule-voided.fix':
    'Narrow the plain rules named here, or give up the restriction.',

  'finding.http-rule-on-mesh-traffic.title':
    'Cilium cannot read what the mesh has encrypted',
  'finding.http-rule-on-mesh-traffic.meaning':
    'The rule wants to see requests, and its callers speak mutual TLS. Every request fails.',
  'finding.http-rule-on-mesh-traffic.fix':
    'Put the rule on requests into an AuthorizationPolicy, and leave ports alone to Cilium.',

  'finding.fqdn-without-dns-rule.title': 'A rule for names without a DNS rule',
  'finding.fqdn-without-dns-rule.meaning':
    'Cilium learns the addresses of a name from DNS answers that its proxy sees. No DNS rule of this workload lets these names through, so they are never learned and never reached.',
  'finding.fqdn-without-dns-rule.fix':
    "Add an egress rule on port 53 of the cluster's DNS with rules.dns for these names.",

  'finding.rule-names-nothing.title': 'A rule names nobody',
  'finding.rule-names-nothing.meaning':
    'No workload, node or group answers to this peer. Often a label was renamed, or the selector of the namespace is missing.',
  'finding.rule-names-nothing.fix': 'Correct the peer, or remove it.',

  'finding.service-peer-missing.title':
    'toServices names a Service that does not exist',
  'finding.service-peer-missing.meaning':
    'The rule is left without peers. On named ports such a rule has opened them to everybody.',
  'finding.service-peer-missing.fix':
    'Correct the name, or select the pods with toEndpoints.',
  ...authorizationFindingMessages,
  ...meshFindingMessages,
  ...networkFindingMessages,
};
