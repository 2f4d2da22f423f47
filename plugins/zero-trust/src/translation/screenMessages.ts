/** States of a screen, freshness, and how the entity was found. */
export const screenMessages = {
  'tab.title': 'Zero trust',
  'nav.label': 'Sections of this page',
  'section.callers': 'Who can call this',
  'section.callees': 'What this can call',
  'section.check': 'Check a connection',
  'section.encryption': 'Encryption',
  'section.identity': 'Identity',
  'section.controls': 'Controls',
  'section.findings': 'Findings',

  'state.loading': 'Loading',
  'state.retry': 'Try again',
  'state.updated': 'Updated.',
  'state.refreshFailed':
    'The last refresh failed ({{error}}). What you see is from before it.',
  'state.partial':
    'Something that matters here could not be read in full. Totals are partial, and what is missing counts as unknown.',
  'state.empty.title': 'No workload runs behind this entity',
  'state.empty.text':
    'The mapping is known and nothing runs for it now. Scale the workload up, or check that the annotation still names it.',

  'forbidden.title': 'You may not see the zero trust posture of this entity',
  'forbidden.text':
    'The permission {{permission}} for {{entityRef}} is missing. Ask the people who manage permissions in this Backstage for it.',
  'failed.title': 'The zero trust backend did not answer',
  'failed.text':
    'Nothing is known about this entity while it does not answer. That is not the same as "nothing is open".',

  'freshness.asOf': 'as of {{time}}, {{status}}',
  'freshness.watching': 'watching',
  'freshness.partial': 'partly read',
  'freshness.stale': 'stale',
  'freshness.unreachable': 'unreachable',
  'freshness.pending': 'not read yet',
  'freshness.since': 'Since {{time}} ({{ago}}).',
  'freshness.unreadable': 'Not readable: {{kinds}}.',
  'freshness.problem.partial':
    'Cluster {{cluster}} is read only in part. Totals are partial.',
  'freshness.problem.stale':
    'Cluster {{cluster}} no longer sends changes. Its answers may be out of date. Totals are partial.',
  'freshness.problem.unreachable':
    'Cluster {{cluster}} cannot be reached. Totals are partial.',
  'freshness.problem.pending':
    'Cluster {{cluster}} has not been read yet. Totals are partial.',
  'clusterReason.forbidden': 'The reader lacks a right.',
  'clusterReason.unauthorized': 'The cluster does not accept the credentials.',
  'clusterReason.tls': 'The certificate of the cluster is not trusted.',
  'clusterReason.timeout': 'The cluster did not answer in time.',
  'clusterReason.refused': 'The connection was refused.',
  'clusterReason.dns': 'The name of the cluster does not resolve.',

  'mapping.missing.title': 'This entity is not tied to a workload yet',
  'mapping.missing.text':
    'Add an annotation to the catalog file of the entity, so that its workloads can be found:',
  'mapping.missing.yaml': 'Annotation to paste',
  'mapping.missing.copy': 'Copy the annotation',
  'mapping.missing.copied': 'Copied.',
  'mapping.noMatch.title': 'The annotations match no workload',
  'mapping.noMatch.text':
    'This is what was tried. An entity without workloads has no posture; that says nothing about its security.',
  'mapping.unreadable.title': 'The workloads of this entity cannot be read',
  'mapping.unreadable.text':
    'This is what was tried. Whether workloads exist is not known.',
  'mapping.tried.caption': 'What was tried',
  'mapping.tried.cluster': 'Cluster',
  'mapping.tried.annotation': 'Annotation',
  'mapping.tried.selector': 'Looked for',
  'mapping.tried.namespace': 'Namespace',
  'mapping.tried.anyNamespace': 'any',
  'mapping.tried.result': 'Result',
  'mapping.tried.matched_one': '{{count}} workload',
  'mapping.tried.matched_other': '{{count}} workloads',
  'mappingReason.no-such-cluster': 'No cluster of this name is configured.',
  'mappingReason.no-such-namespace': 'The cluster has no such namespace.',
  'mappingReason.no-such-workload': 'The namespace has no such workload.',
  'mappingReason.selector-matches-nothing': 'No pod carries these labels.',
  'mappingReason.label-only-on-owner':
    'The label is on the owner and not on its pods. Add it to the pod template.',
  'mappingReason.cluster-unreadable': 'The cluster could not be read.',
  'mappingReason.invalid': 'The annotation cannot be understood.',

  'card.title': 'Zero trust',
  'card.open': 'Open the zero trust tab',
  'card.more_one': 'and {{count}} more workload',
  'card.more_other': 'and {{count}} more workloads',
  'card.noMapping': 'Not tied to a workload yet.',
  'card.noMatch': 'The annotations match no workload.',
  'card.forbidden': 'You may not see this.',
  'card.failed': 'Not known: the zero trust backend did not answer.',
};
