import { GapNote } from '../../Verdict';
import { PodShape } from '../../snapshot/Workload';
import { Certainty, DataPlane, Protocol } from '../../vocabulary';
import { inboundHole } from '../mesh/captureOf';
import { revisionOf } from '../mesh/revisionOf';
import { PortMode } from './effectiveMtls';
import { MtlsIndex } from './MtlsIndex';

/** What a port of one pod accepts: a fact about the pod and not about YAML. */
export interface Acceptance {
  readonly accepts:
    | 'mtls-only'
    | 'both'
    | 'plaintext-only'
    /** Nothing of the mesh is in the way: the application gets what is sent. */
    | 'not-enforced'
    /** The question does not arise (UDP, a gateway's own listeners). */
    | 'not-applicable'
    | 'unknown';
  /** Stable code of why, where a declared mode is not what counts. */
  readonly reason?: string;
  readonly certainty: Certainty;
  /** The declared mode, where a data plane is there to read it. */
  readonly mode?: PortMode;
  readonly gaps: readonly GapNote[];
}

/** Istio, mutual TLS of the receiving side: mode, capture and data plane. */
export function acceptanceOf(
  mtls: MtlsIndex,
  shape: PodShape,
  namespace: string,
  plane: DataPlane,
  port: number,
  protocol: Protocol,
): Acceptance {
  if (protocol !== 'TCP') {
    return plain('not-applicable', 'not-carried-by-mesh');
  }
  switch (plane) {
    case 'none':
      return plain(
        'not-enforced',
        shape.hostNetwork ? 'host-network' : 'no-proxy',
      );
    case 'gateway':
      return plain('not-applicable', 'gateway-listener');
    case 'waypoint':
      return plain('mtls-only', 'waypoint-listener');
    case 'unknown':
    case 'ambient-pending':
      return plain('unknown', `data-plane-${plane}`);
    default:
  }
  if (plane === 'sidecar') {
    const hole = inboundHole(shape.annotations, port);
    if (hole) return plain('not-enforced', hole);
  }
  const bypass = shape.annotations['ambient.istio.io/bypass-inbound-capture'];
  if (plane === 'ambient' && bypass === 'true') {
    return plain('not-enforced', 'inbound-bypass');
  }
  const subject = {
    namespace,
    labels: shape.labels,
    plane: plane === 'ambient' ? plane : ('sidecar' as const),
    revision: revisionOf(shape.annotations),
  };
  const gaps = mtls.gapsFor(subject);
  const mode = mtls.modeOf(subject, port);
  if (gaps.length > 0) {
    const reason = 'policies-unreadable';
    return { accepts: 'unknown', reason, certainty: 'undefined', mode, gaps };
  }
  if (
    plane === 'sidecar' &&
    mode.effective === 'DISABLE' &&
    mtls.hasOwnTls(subject, shape, port)
  ) {
    const reason = 'sidecar-ingress-tls';
    return { accepts: 'unknown', reason, certainty: 'undefined', mode, gaps };
  }
  const accepts =
    plane === 'proxyless-grpc'
      ? acceptedByGrpc(mode, shape)
      : acceptedBy(mode.effective);
  return { accepts, certainty: mode.certainty, mode, gaps };
}

/** What a mode lets in. */
export function acceptedBy(mode: PortMode['effective']): Acceptance['accepts'] {
  switch (mode) {
    case 'STRICT':
      return 'mtls-only';
    case 'PERMISSIVE':
      return 'both';
    default:
      return 'plaintext-only';
  }
}

/** Proxyless gRPC cannot tell the two apart, so PERMISSIVE becomes one of them. */
function acceptedByGrpc(
  { effective }: PortMode,
  { labels }: PodShape,
): Acceptance['accepts'] {
  if (effective !== 'PERMISSIVE') return acceptedBy(effective);
  return labels['security.istio.io/tlsMode'] === 'istio'
    ? 'mtls-only'
    : 'plaintext-only';
}

function plain(accepts: Acceptance['accepts'], reason: string): Acceptance {
  return { accepts, reason, certainty: 'spec', gaps: [] };
}
