import { ServiceEntry } from '../../snapshot/parseServiceEntry';
import { formatObjectRef } from '../../refs';
import { Path, TransportQuestion } from '../Layer';
import { clientTls } from './clientTls';
import { clientOf, destinationRulesFor } from './destinationRuleFor';
import { pathOf, verdictOf } from './paths';
import { MeshPeer } from './Peer';
import { TransportContext } from './TransportContext';

/** A host outside of the mesh: as the application sends, or as a rule says. */
export function toExternal(
  { snapshot }: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
): Path {
  const about = {
    policy: formatObjectRef({ kind: 'ServiceEntry', ...entry.meta }),
    reason: 'service-entry-external',
  };
  const { server } = question;
  const host = server.type === 'fqdn' ? server.name : entry.hosts[0] ?? '';
  const { sends, because, certainty } = clientTls(
    destinationRulesFor(snapshot, clientOf(from), {
      host,
      namespace: entry.meta.namespace,
    }),
    question.port ?? 0,
    { fetchesCredentials: from.plane === 'gateway' },
  );
  switch (sends) {
    case 'app-tls':
      return pathOf(
        question,
        verdictOf('app-tls', 'allow', certainty, [about, ...because]),
      );
    case 'mtls-to-all':
    case 'unknown':
      return pathOf(
        question,
        verdictOf('unknown', 'unknown', 'undefined', [about, ...because]),
      );
    default:
      return pathOf(question, verdictOf('none', 'allow', 'spec', [about]));
  }
}
