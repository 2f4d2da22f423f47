import { StringMap } from '../../snapshot/KubernetesObject';

/** Why a port of a pod that has a proxy does not pass it. */
export type NotCaptured =
  | 'excluded-port'
  | 'not-included-port'
  | 'interception-off'
  | 'proxy-own-port'
  | 'inbound-bypass';

const proxyPorts = [15090, 15021, 15020];
const prefix = 'traffic.sidecar.istio.io';

/**
 * Whether inbound TCP to a port passes the sidecar, from the annotations that
 * punch holes; undefined when it does.
 */
export function inboundHole(
  annotations: StringMap,
  port: number,
): NotCaptured | undefined {
  if (proxyPorts.includes(port)) return 'proxy-own-port';
  if (annotations['sidecar.istio.io/interceptionMode'] === 'NONE') {
    return 'interception-off';
  }
  if (ports(annotations[`${prefix}/excludeInboundPorts`]).includes(port)) {
    return 'excluded-port';
  }
  const included = annotations[`${prefix}/includeInboundPorts`];
  if (included === undefined || included.trim() === '*') return undefined;
  return ports(included).includes(port) ? undefined : 'not-included-port';
}

/** Whether an outbound call skips the client's own sidecar. */
export function outboundHole(
  annotations: StringMap,
  port: number,
  inRanges: (ranges: readonly string[]) => boolean,
): NotCaptured | undefined {
  if (annotations['sidecar.istio.io/interceptionMode'] === 'NONE') {
    return 'interception-off';
  }
  if (ports(annotations[`${prefix}/excludeOutboundPorts`]).includes(port)) {
    return 'excluded-port';
  }
  if (inRanges(texts(annotations[`${prefix}/excludeOutboundIPRanges`]))) {
    return 'excluded-port';
  }
  // Ports that are included are captured whatever their address is.
  if (ports(annotations[`${prefix}/includeOutboundPorts`]).includes(port)) {
    return undefined;
  }
  const ranges = annotations[`${prefix}/includeOutboundIPRanges`];
  if (ranges === undefined || ranges.trim() === '*') return undefined;
  return inRanges(texts(ranges)) ? undefined : 'not-included-port';
}

function texts(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

function ports(list: string | undefined): readonly number[] {
  return texts(list).map(Number);
}
