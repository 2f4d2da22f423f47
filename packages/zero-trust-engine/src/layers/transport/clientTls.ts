import { formatObjectRef } from '../../refs';
import {
  ClientTls,
  DestinationRule,
  Subset,
  TrafficPolicy,
} from '../../snapshot/parseDestinationRule';
import { Evidence } from '../../Verdict';
import { Certainty } from '../../vocabulary';

/** What a client of the mesh is told to send to one Service port. */
export interface ClientSetting {
  readonly sends:
    | 'plaintext'
    /** Mutual TLS to every endpoint, also to those that cannot read it. */
    | 'mtls-to-all'
    /** TLS of the user's own making: no identity of the mesh. */
    | 'app-tls'
    /** Nothing is set: decided per endpoint. */
    | 'auto'
    | 'unknown';
  /** Mutual TLS only where auto mTLS does not say that there is none. */
  readonly unlessOff?: true;
  /** `loadBalancer: PASSTHROUGH`: endpoints cannot be told apart. */
  readonly passthrough: boolean;
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}

/** Of whom the settings are asked, besides the port. */
export interface ClientTlsOptions {
  /** The subset that a call takes; absent for none. */
  readonly subset?: string;
  /** Gateways fetch credentials by name; sidecars for rules with a selector. */
  readonly fetchesCredentials?: boolean;
}

const nothingSet: ClientSetting = {
  sends: 'auto',
  passthrough: false,
  certainty: 'spec',
  because: [],
};

/**
 * Istio reads a port's TLS twice, and the two disagree where a port entry has
 * no `tls`: for the cluster the entry stands in for the whole policy, for the
 * endpoints the policy's own `tls` still counts. A subset's policy lies over
 * both.
 *
 * @param rules - those that apply, oldest first
 * @param port - the Service's port
 */
export function clientTls(
  rules: readonly DestinationRule[],
  port: number,
  { subset, fetchesCredentials = false }: ClientTlsOptions = {},
): ClientSetting {
  const withPolicy = rules.find(rule => rule.trafficPolicy);
  const top = readersOf(withPolicy?.trafficPolicy, port);
  const owner = rules.find(rule => subsetOf(rule, subset)?.trafficPolicy);
  const own = owner && subsetOf(owner, subset)?.trafficPolicy;
  const over = readersOf(own, port);
  const ofCluster =
    own?.ports.get(port) !== undefined
      ? over.cluster
      : over.cluster ?? top.cluster;
  const ofEndpoints = over.endpoints ?? top.endpoints;
  const passthrough = own
    ? over.passthrough || top.passthrough
    : top.passthrough;
  const says = (tls: ClientTls) => {
    const holds = [over.cluster, over.endpoints].includes(tls);
    return holds ? owner! : withPolicy!;
  };
  if (ofCluster) {
    return {
      passthrough,
      ...fromMode(ofCluster, says(ofCluster), fetchesCredentials),
    };
  }
  if (!ofEndpoints) return { ...nothingSet, passthrough };
  return {
    passthrough,
    ...(ofEndpoints.mode === 'ISTIO_MUTUAL'
      ? { sends: 'mtls-to-all', unlessOff: true }
      : { sends: 'plaintext' }),
    certainty: 'probable',
    because: [
      evidence(ofEndpoints, says(ofEndpoints), 'port-settings-without-tls'),
    ],
  };
}

interface Readers {
  readonly cluster?: ClientTls;
  readonly endpoints?: ClientTls;
  readonly passthrough: boolean;
}

function readersOf(policy: TrafficPolicy | undefined, port: number): Readers {
  if (!policy) return { passthrough: false };
  const entry = policy.ports.get(port);
  return {
    cluster: entry ? entry.tls : policy.tls,
    endpoints: entry?.tls ?? policy.tls,
    passthrough: entry ? entry.passthrough : policy.passthrough,
  };
}

function subsetOf(
  { subsets }: DestinationRule,
  name: string | undefined,
): Subset | undefined {
  return name === undefined
    ? undefined
    : subsets.find(subset => subset.name === name);
}

function fromMode(
  tls: ClientTls,
  rule: DestinationRule,
  fetchesCredentials: boolean,
): Omit<ClientSetting, 'passthrough'> {
  const because = [evidence(tls, rule, `client-tls-${codeOf(tls.mode)}`)];
  switch (tls.mode) {
    case 'DISABLE':
      return { sends: 'plaintext', certainty: 'spec', because };
    case 'ISTIO_MUTUAL':
      return { sends: 'mtls-to-all', certainty: 'spec', because };
    default: {
      // A sidecar fetches no credential without a workload selector, and the
      // TLS settings are dropped.
      const dropped =
        !fetchesCredentials &&
        tls.credentialName !== undefined &&
        !tls.credentialName.startsWith('configmap://') &&
        rule.workloadSelector === undefined;
      return dropped
        ? {
            sends: 'plaintext',
            certainty: 'spec',
            because: [evidence(tls, rule, 'client-credential-not-fetched')],
          }
        : { sends: 'app-tls', certainty: 'spec', because };
    }
  }
}

const codeOf = (mode: ClientTls['mode']) =>
  mode.toLowerCase().replace('_', '-');

function evidence(
  tls: ClientTls,
  rule: DestinationRule,
  reason: string,
): Evidence {
  return { policy: nameOf(rule), path: tls.path, reason };
}

function nameOf({ meta }: DestinationRule): string {
  return formatObjectRef({ kind: 'DestinationRule', ...meta });
}
