import { formatObjectRef } from '../../refs';
import {
  ClientTls,
  DestinationRule,
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
  /** `loadBalancer: PASSTHROUGH`: endpoints cannot be told apart. */
  readonly passthrough: boolean;
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
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
 * endpoints the policy's own `tls` still counts.
 *
 * @param rules - those that apply, oldest first
 * @param port - the Service's port
 */
export function clientTls(
  rules: readonly DestinationRule[],
  port: number,
): ClientSetting {
  const withPolicy = rules.find(rule => rule.trafficPolicy);
  const subset = rules.find(rule => rule.subsetsWithTls.length > 0);
  if (subset) {
    // Which subset a call takes is routing, and routing is not read here.
    return {
      ...nothingSet,
      sends: 'unknown',
      certainty: 'undefined',
      because: [
        {
          policy: nameOf(subset),
          path: 'spec.subsets',
          reason: 'tls-per-subset',
        },
      ],
    };
  }
  if (!withPolicy?.trafficPolicy) return nothingSet;
  const { tls, ports, passthrough } = withPolicy.trafficPolicy;
  const entry = ports.get(port);
  const ofCluster = entry ? entry.tls : tls;
  const ofEndpoints = entry?.tls ?? tls;
  const routed = {
    passthrough: entry ? entry.passthrough : passthrough,
  };
  if (ofCluster) {
    return { ...routed, ...fromMode(ofCluster, withPolicy) };
  }
  if (!ofEndpoints) return { ...nothingSet, ...routed };
  return {
    ...routed,
    sends: ofEndpoints.mode === 'ISTIO_MUTUAL' ? 'mtls-to-all' : 'plaintext',
    certainty: 'probable',
    because: [evidence(ofEndpoints, withPolicy, 'port-settings-without-tls')],
  };
}

function fromMode(
  tls: ClientTls,
  rule: DestinationRule,
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
