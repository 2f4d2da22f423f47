import { MeshEndpoint, ServiceEntry } from '../../snapshot/parseServiceEntry';
import { formatObjectRef } from '../../refs';
import { LayerVerdict } from '../../Verdict';
import { Hop, Path, TransportQuestion } from '../Layer';
import { gapsIn } from '../mesh/policyIndex';
import { acceptedBy } from './acceptance';
import { ClientSetting, clientTls } from './clientTls';
import { clientOf, destinationRulesFor } from './destinationRuleFor';
import { Sending, autoMtls, plaintext } from './envoyClient';
import { meet } from './meet';
import { undecided } from './paths';
import { MeshPeer } from './Peer';
import { chainOfProtocol } from './portChain';
import { TransportContext } from './TransportContext';

/**
 * Machines outside Kubernetes that take part in the mesh: endpoints of an
 * internal ServiceEntry. One that says that it takes mutual TLS, or has an
 * account and says nothing, has a proxy.
 */
export function reachMachines(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
): Path {
  const { snapshot } = context;
  const { namespace } = entry.meta;
  const { rootNamespace } = snapshot.facts.istio;
  const policy = formatObjectRef({ kind: 'ServiceEntry', ...entry.meta });
  if (entry.workloadSelector !== undefined) {
    return undecided(question, 'service-entry-selects-workloads', { policy });
  }
  const nearby = [rootNamespace, namespace, from.workload.namespace];
  const unread = ['PeerAuthentication', 'DestinationRule'].some(
    kind => gapsIn(snapshot, kind, nearby).length > 0,
  );
  if (unread) return undecided(question, 'policies-unreadable', { policy });
  const { server } = question;
  const setting = clientTls(
    destinationRulesFor(snapshot, clientOf(from), {
      host: server.type === 'fqdn' ? server.name : entry.hosts[0] ?? '',
      namespace,
    }),
    question.port ?? 0,
    { fetchesCredentials: from.plane === 'gateway' },
  );
  const endpoints: readonly MeshEndpoint[] =
    entry.endpoints.length > 0
      ? entry.endpoints
      : [{ address: '', labels: {} }];
  const paths = endpoints.map(endpoint =>
    reachMachine(context, question, from, entry, endpoint, setting),
  );
  const worst = ['deny', 'unknown', 'allow'].flatMap(outcome =>
    paths.filter(path => path.verdict.outcome === outcome),
  )[0];
  const modes = new Set(paths.map(path => path.transport));
  const mixed = modes.size > 1 && worst.verdict.outcome === 'allow';
  const path = mixed ? undecided(question, 'endpoints-differ') : worst;
  return {
    ...path,
    verdict: {
      ...path.verdict,
      because: [
        { policy, reason: 'service-entry-internal' },
        ...path.verdict.because,
      ],
    },
  };
}

function reachMachine(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
  endpoint: MeshEndpoint,
  setting: ClientSetting,
): Path {
  const { snapshot, mtls } = context;
  const { namespace } = entry.meta;
  const port = entry.ports.find(({ number }) => number === question.port);
  const target = port?.targetPort ?? question.port ?? 0;
  const label = endpoint.labels['security.istio.io/tlsMode'];
  const proxied =
    label === undefined
      ? endpoint.serviceAccount !== undefined
      : label === 'istio';
  const mode = mtls.modeOf(
    { namespace, labels: endpoint.labels, plane: 'sidecar' },
    target,
  );
  const assumed = mtls.assumedFor(namespace).mode;
  const { autoMtls: on } = snapshot.facts.istio;
  const isOff = !on || assumed === 'DISABLE';
  const takes = !isOff && proxied && mode.effective !== 'DISABLE';
  const told: ClientSetting =
    setting.unlessOff && isOff ? { ...setting, sends: 'plaintext' } : setting;
  const sending =
    from.plane === 'ambient' ? sentByZtunnel(endpoint) : sendingOf(told, takes);
  const { sent } = sending;
  const chain = chainOfProtocol(port?.protocol ?? '');
  const accepts = proxied ? acceptedBy(mode.effective) : 'not-enforced';
  const meeting =
    sent === 'unknown' || sent === 'nothing'
      ? ({ transport: 'unknown', outcome: 'unknown' } as const)
      : meet(sent, accepts, proxied ? 'sidecar' : 'none', chain);
  const decided = mode.chain.find(step => step.decides);
  const proven = sent === 'mtls' || sent === 'hbone';
  const verdict: LayerVerdict = {
    layer: 'transport',
    mode: meeting.transport,
    ...(proven ? { identity: from.principal } : {}),
    outcome: meeting.outcome,
    certainty: sending.certainty,
    because: [
      ...sending.because,
      ...(proxied
        ? [
            {
              policy: decided?.policy,
              path: decided?.path,
              reason: `accepts-${accepts}`,
            },
          ]
        : []),
      ...('reason' in meeting && meeting.reason
        ? [{ reason: meeting.reason }]
        : []),
    ],
  };
  const hop: Hop = {
    point: 'sidecar',
    at: question.server,
    machine: { namespace, labels: endpoint.labels },
    ...(proven ? { identity: from.principal } : {}),
    source: question.client,
    port: target,
    chain,
  };
  return {
    verdict,
    transport: meeting.transport,
    segments: [
      {
        from: question.client,
        to: question.server,
        wirePort: question.port,
        mode: meeting.transport,
      },
    ],
    hops: proxied ? [hop] : [],
  };
}

function sendingOf(
  { sends, certainty, because }: ClientSetting,
  takesMutualTls: boolean,
): Sending {
  switch (sends) {
    case 'auto':
      return takesMutualTls ? autoMtls : plaintext('server-without-proxy');
    case 'mtls-to-all':
      return { sent: 'mtls', certainty, because };
    default:
      return { sent: sends, certainty, because };
  }
}

/** ztunnel reads no rule, and tunnels to whoever says that it can. */
function sentByZtunnel({ labels }: MeshEndpoint): Sending {
  return labels['networking.istio.io/tunnel'] === 'http'
    ? { sent: 'hbone', certainty: 'spec', because: [tunnel] }
    : plaintext('server-not-ambient');
}

const tunnel = { reason: 'ambient-tunnel' };
