import { HttpRequest } from '../Connection';
import { compileNetworkLayer } from '../layers/network/networkLayer';
import { Party } from '../layers/Layer';
import { Snapshot } from '../snapshot/Snapshot';
import { Direction, Outcome, Protocol } from '../vocabulary';
import { LayerVerdict } from '../Verdict';

/** A question of the network layer's two ends, as conformance data puts it. */
export interface NetworkProbe {
  readonly from: Party;
  readonly to: Party;
  readonly protocol: Protocol;
  readonly port: number | null;
  readonly http?: HttpRequest | null;
  readonly sni?: string;
  readonly encryptedByMesh?: boolean;
}

/** Both ends' answers; each end is its own question. */
export function askNetwork(
  snapshot: Snapshot,
): (probe: NetworkProbe) => Readonly<Record<Direction, LayerVerdict>> {
  const layer = compileNetworkLayer(snapshot);
  return ({ from, to, encryptedByMesh = false, ...rest }) => {
    const packet = { ...rest, encryptedByMesh };
    return {
      egress: layer.judge({
        ...packet,
        direction: 'egress',
        subject: from,
        peer: to,
      }),
      ingress: layer.judge({
        ...packet,
        direction: 'ingress',
        subject: to,
        peer: from,
      }),
    };
  };
}

/** `E`, `I`, `X` or `.` as cyclonus writes blocked ends; `?` when undecided. */
export function letterOf(
  verdict: Readonly<Record<Direction, { readonly outcome: Outcome }>>,
): string {
  const outcomes = [verdict.egress.outcome, verdict.ingress.outcome];
  if (outcomes.some(o => o === 'unknown' || o === 'conditional')) return '?';
  const [egress, ingress] = outcomes.map(outcome => outcome === 'deny');
  if (egress) return ingress ? 'X' : 'E';
  return ingress ? 'I' : '.';
}

/** Workloads as parties, by `namespace/name` of the pod or of the owner. */
export function partiesOf(snapshot: Snapshot): ReadonlyMap<string, Party> {
  return new Map(
    snapshot.workloads.flatMap(workload => [
      [
        `${workload.namespace}/${workload.ref.name}`,
        { type: 'workload', workload } as const,
      ] as const,
      ...workload.pods.map(
        pod =>
          [
            `${workload.namespace}/${pod.name}`,
            { type: 'workload', workload, pod } as const,
          ] as const,
      ),
    ]),
  );
}
