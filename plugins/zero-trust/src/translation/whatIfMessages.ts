/** Asking what a change of policies would do. */
export const whatIfMessages = {
  'section.whatif': 'What if',
  'whatif.intro':
    'See which connections would appear and vanish if policies were added, changed or removed. Nothing is written to any cluster.',
  'whatif.open': 'Try a change',
  'whatif.add': 'Policies to add or change, as YAML',
  'whatif.addHelp':
    'As for kubectl apply; several are divided by ---. One that exists already is replaced.',
  'whatif.remove': 'Policies to remove',
  'whatif.removeHelp':
    'Kind namespace/name, such as NetworkPolicy production/default-deny-all',
  'whatif.submit': 'Compare',
  'whatif.reset': 'Clear',
  'whatif.failed': 'The change could not be compared',
  'whatif.error.empty': 'Paste a policy, or name one to remove.',
  'whatif.error.yaml': 'Line {{line}} is no YAML: {{message}}',
  'whatif.error.notObject':
    'Document {{number}} is no Kubernetes object: it has no {{field}}.',
  'whatif.error.many': 'At most {{most}} objects can be compared at once.',
  'whatif.nowhere':
    'No workload of this entity runs in a cluster that answers.',
  'whatif.none': 'Nothing would change for this entity in {{cluster}}.',
  'whatif.summary': 'In {{cluster}}: {{counts}}.',
  'whatif.appears_one': '{{count}} connection would appear',
  'whatif.appears_other': '{{count}} connections would appear',
  'whatif.vanishes_one': '{{count}} would vanish',
  'whatif.vanishes_other': '{{count}} would vanish',
  'whatif.changes_one': '{{count}} would change its terms',
  'whatif.changes_other': '{{count}} would change their terms',
  'whatif.shown': 'The first {{shown}} of {{total}} are shown.',
  'whatif.type.appears': 'Appears',
  'whatif.type.vanishes': 'Vanishes',
  'whatif.type.changes': 'Changes',
  'whatif.inbound': 'calls this',
  'whatif.outbound': 'is called by this',
  'whatif.table': 'Connections that would change in {{cluster}}',
  'whatif.what': 'Change',
  'whatif.peer': 'Peer',
  'whatif.traffic': 'Ports',
  'whatif.before': 'Before',
  'whatif.after': 'After',
  'whatif.refused': 'refused',
  'whatif.gap':
    'Not understood: {{object}}. What it could change counts as unknown.',
  'whatif.ignored':
    'Not removed, since it has no say in what you may see here: {{object}}',
  'whatif.hidden_one':
    'What would change for {{count}} peer that you may not see is not told.',
  'whatif.hidden_other':
    'What would change for {{count}} peers that you may not see is not told.',
};
