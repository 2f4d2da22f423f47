/** The road from PERMISSIVE to STRICT, and to default deny. */
export const rolloutMessages = {
  'compliance.rollout': 'Rollout',

  'rollout.intro':
    'Each namespace is as far as the least of its workloads. What counts is what is enforced on every pod, not what is declared.',
  'rollout.failed': 'The stages could not be fetched',
  'rollout.none': 'No namespace with workloads matches.',
  'rollout.caption': 'Namespaces, the least far first',
  'rollout.namespace': 'Namespace',
  'rollout.mesh': 'Towards STRICT',
  'rollout.network': 'Towards default deny',
  'rollout.plan': 'Who would break',
  'rollout.look': 'Look closer',
  'rollout.look.label': 'Look closer: {{namespace}}',
  'rollout.workloads_one': '{{count}} workload',
  'rollout.workloads_other': '{{count}} workloads',
  'rollout.permissiveToday': 'takes plaintext since today',
  'rollout.permissiveDays_one': 'takes plaintext since {{count}} day',
  'rollout.permissiveDays_other': 'takes plaintext since {{count}} days',
  'rollout.count': '{{stage}}: {{count}}',

  'meshStage.not-in-mesh': 'not in the mesh',
  'meshStage.unknown': 'not known',
  'meshStage.open': 'takes plaintext',
  'meshStage.permissive': 'PERMISSIVE, callers would break',
  'meshStage.ready': 'PERMISSIVE, ready for STRICT',
  'meshStage.bypassed': 'STRICT, but ports go past the proxy',
  'meshStage.strict': 'STRICT',
  'meshStage.no-ports': 'no port is known',
  'meshNext.not-in-mesh':
    'Bring every pod into the mesh: label the namespace, then restart its pods.',
  'meshNext.unknown':
    'Something could not be read; the page Clusters says what. Until then nothing is promised.',
  'meshNext.open': 'Look closer: who would break is worked out when you ask.',
  'meshNext.permissive':
    'Repair the callers named below; then nobody breaks when STRICT comes.',
  'meshNext.ready': 'Nobody who may call sends plaintext: set STRICT.',
  'meshNext.bypassed':
    'Take the exclusion of the ports below away; no mode protects them.',
  'meshNext.strict': 'Done.',
  'meshNext.no-ports': 'No port is known, so there is nothing to protect.',

  'networkStage.no-policy': 'open in both directions',
  'networkStage.unknown': 'not known',
  'networkStage.ingress-only': 'inbound closed, outbound open',
  'networkStage.egress-only': 'outbound closed, inbound open',
  'networkStage.default-deny': 'default deny',
  'networkNext.no-policy':
    'Write rules for the calls that are needed, then close both directions.',
  'networkNext.unknown':
    'Something could not be read; the page Clusters says what.',
  'networkNext.ingress-only': 'Close the outbound direction.',
  'networkNext.egress-only': 'Close the inbound direction.',
  'networkNext.default-deny': 'Done.',

  'rollout.detail.title': '{{namespace}} in {{cluster}}',
  'rollout.detail.failed': 'Who would break could not be worked out',
  'rollout.detail.who': 'Who would break with STRICT',
  'rollout.detail.nobody':
    'No call that passes today would break in this namespace.',
  'rollout.detail.openPorts': 'Ports that take plaintext: {{ports}}.',
  'rollout.detail.excludedPorts':
    'Ports past the proxy, which STRICT does not protect: {{ports}}.',
  'rollout.detail.probes':
    'Health checks go to the pod without the proxy and would be refused.',
  'rollout.detail.blockers': 'Callers of {{workload}} that would break',
  'rollout.detail.caller': 'Caller',
  'rollout.detail.port': 'Port',
  'rollout.detail.today': 'Today',
  'rollout.detail.why': 'Why it would break',
  'rollout.detail.outside': 'addresses outside the cluster',
  'rollout.detail.named': 'A rule names it.',
  'rollout.detail.unnamed': 'No rule names it; nothing keeps it out.',
  'rollout.detail.more_one': 'and {{count}} more',
  'rollout.detail.more_other': 'and {{count}} more',

  'rollout.step.title': 'What happens if',
  'rollout.step.strict': 'STRICT for the namespace',
  'rollout.step.default-deny': 'Default deny for the namespace',
  'rollout.step.asking': 'Comparing every call before and after',
  'rollout.step.failed': 'It could not be worked out',
  'rollout.step.result.strict': 'With STRICT',
  'rollout.step.result.default-deny': 'With default deny',
  'rollout.step.nothing': 'No call changes.',
  'rollout.step.compared_one':
    '{{count}} pair of workload and port was compared; addresses outside the cluster were not.',
  'rollout.step.compared_other':
    '{{count}} pairs of workloads and ports were compared; addresses outside the cluster were not.',
  'rollout.step.truncated':
    'There were too many pairs: the rest was not compared, and may change too.',
  'rollout.step.stillOpen':
    'Still takes plaintext, since another object says so: {{workloads}}.',
  'rollout.step.caption': 'Calls that change',
  'rollout.step.from': 'From',
  'rollout.step.to': 'To',
  'rollout.step.before': 'Today',
  'rollout.step.after': 'After the step',
  'rollout.step.more_one': '{{count}} more call changes.',
  'rollout.step.more_other': '{{count}} more calls change.',
  'rollout.step.yaml': 'To commit',
  'rollout.step.copy': 'Copy',
  'rollout.step.copied': 'Copied.',
  'rollout.step.notCopied':
    'The browser did not copy it; mark the text and copy it by hand.',
};
