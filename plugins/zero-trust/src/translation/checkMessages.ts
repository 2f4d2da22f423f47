/** The form that asks about one connection, and its answer. */
export const checkMessages = {
  'check.intro':
    'Ask about one connection. Every layer on the path answers, in order, with the rule that decided.',
  'check.direction': 'Direction',
  'check.direction.inbound': 'Someone calls this',
  'check.direction.outbound': 'This calls someone',
  'check.peerType.inbound': 'Caller is',
  'check.peerType.outbound': 'Target is',
  'check.peerType.entity': 'a catalog entity',
  'check.peerType.workload': 'a workload',
  'check.peerType.service': 'a Kubernetes Service',
  'check.peerType.address': 'an IP address',
  'check.peerType.fqdn': 'a name outside the cluster',
  'check.peerType.reserved': 'something special',
  'check.peer.entity': 'Entity',
  'check.peer.workload': 'Workload',
  'check.peer.service': 'Service',
  'check.peer.address': 'Address',
  'check.peer.fqdn': 'Name',
  'check.peer.reserved': 'Which',
  'check.help.entity': 'Type to search the catalog',
  'check.help.workload': 'namespace/Kind/name',
  'check.help.service': 'namespace/name; the port is the port of the Service',
  'check.help.address': '203.0.113.7 or 2001:db8::7',
  'check.help.fqdn': 'api.example.com',
  'check.protocol': 'Protocol',
  'check.port': 'Port',
  'check.method': 'HTTP method',
  'check.path': 'HTTP path',
  'check.path.help': 'Leave empty to ask about the connection only',
  'check.cluster': 'Cluster',
  'check.cluster.all': 'Every cluster that has both',
  'check.submit': 'Check',
  'check.reset': 'Clear',
  'check.searchFailed':
    'The catalog did not answer; type the reference yourself.',
  'check.noOptions': 'No entity fits',

  'check.error.port': 'A port is a number from 1 to 65535.',
  'check.error.method': 'A method is one word, such as GET.',
  'check.error.path': 'A path begins with "/".',
  'check.error.httpNeedsTcp': 'HTTP runs over TCP. Choose TCP or clear this.',
  'check.error.entity':
    'Choose an entity, or type its reference as kind:namespace/name.',
  'check.error.workload':
    'Write it as namespace/Kind/name, such as production/Deployment/checkout-service.',
  'check.error.service':
    'Write it as namespace/name, such as production/ledger.',
  'check.error.serviceCalls':
    'A Service is only a target. Name the workload that calls.',
  'check.error.address':
    'This is no IP address. A range cannot be asked about.',
  'check.error.fqdn': 'This is no full name, such as api.example.com.',
  'check.error.fqdnCalls':
    'A name is only a target. Give the address that calls.',
  'check.error.reserved': 'Choose one of the list.',

  'check.answer': 'Answer',
  'check.failed': 'The question could not be answered',
  'check.invalidTitle': 'The backend does not accept this question',
  'check.announce': 'Answer: {{outcome}}.',
  'check.none':
    'No cluster has both ends, so there is no answer. Check the names.',
  'check.path.from': '{{from}} → {{to}} in {{cluster}}',
  'check.gaps': 'What was missing for a firm answer',
  'check.unanswered': 'Cluster {{cluster}} gave no answer: {{reason}}',
  'check.backend': 'Backend {{workload}}',
  'check.backendPort': 'Backend {{workload}}, port {{port}}',
  'check.backendPods': 'Pods: {{pods}}',
};
