/** What is near to a refused call, and what would let it through. */
export const remedyMessages = {
  'near.title': 'Closest rules',
  'near.miss': '{{part}}: it wants {{wants}} and gets {{has}}.',
  'near.missNothing':
    '{{part}}: it names nobody that you may see; it gets {{has}}.',
  'near.part.peer': 'Other end',
  'near.part.traffic': 'Port',
  'near.part.http': 'Request',
  'near.part.sni': 'TLS server name',
  'near.part.rule': 'The rule is not in force here',

  'remedy.ask': 'What would allow it?',
  'remedy.title': 'Smallest change that would allow it',
  'remedy.failed': 'The smallest change could not be worked out',
  'remedy.missing':
    'Not worked out for this pair. Name one workload at each end and ask again.',
  'remedy.state.proven':
    'With these objects added the call is allowed, and nothing else changes. This was checked by judging the cluster with them.',
  'remedy.state.opens-more':
    'With these objects added the call is allowed, and other calls as well.',
  'remedy.state.not-enough':
    'These objects lift some refusals and are not enough: the answer is then "{{outcome}}".',
  'remedy.state.none': 'No added rule would allow this call.',
  'remedy.object': '{{kind}} {{namespace}}/{{name}}, new',
  'remedy.opens': 'It would also allow',
  'remedy.opens.ingress': '{{peers}} → {{workload}}, {{traffic}}',
  'remedy.opens.egress': '{{workload}} → {{peers}}, {{traffic}}',
  'remedy.opens.otherRequests': 'other requests than the one asked about',
  'remedy.opens.perhaps': 'perhaps, which is not known for sure',
  'remedy.opensHidden_one': '{{count}} call of a peer that you may not see',
  'remedy.opensHidden_other': '{{count}} calls of peers that you may not see',

  'obstacle.denied-by-rule':
    'A rule denies it, and a denial wins over every new allow rule.',
  'obstacle.connection-broken':
    'The two ends cannot speak to each other at all: change what they speak, not who is allowed.',
  'obstacle.caller-proves-no-identity':
    'The caller proves no identity, so no rule about identities can admit it.',
  'obstacle.end-has-no-policy': 'What refuses is not the policy of a workload.',
  'obstacle.end-not-expressible':
    'No policy has a word for the other end here.',
  'obstacle.no-lasting-labels':
    'No lasting labels tell these pods apart from others, so a rule would admit more.',
  'obstacle.decided-elsewhere': 'What refuses is not a missing rule.',
};
