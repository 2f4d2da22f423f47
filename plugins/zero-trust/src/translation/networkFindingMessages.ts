/** Title, meaning and remedy of findings about ways in and network policies. */
export const networkFindingMessages = {
  'finding.entry-leads-nowhere.title': 'A way in from outside leads nowhere',
  'finding.entry-leads-nowhere.meaning':
    'The Service, port, listener or grant that it names is missing, so nobody is served there.',
  'finding.entry-leads-nowhere.fix': 'Correct what it names, or remove it.',
  'finding.entry-refused.title': 'Policy refuses a way in from outside',
  'finding.entry-refused.meaning':
    'Callers arrive at the pods as the proxy or address named here, and no policy admits that.',
  'finding.entry-refused.fix':
    'Admit the proxy that serves the entry, on the port of the pods; or remove the entry.',
  'finding.service-external-ips.title':
    'A Service takes an external address for itself',
  'finding.service-external-ips.meaning':
    'Whoever may write a Service can name any address in externalIPs and receives what pods of the cluster send there (CVE-2020-8554).',
  'finding.service-external-ips.fix':
    'Use a load balancer, and refuse externalIPs by admission.',
};
