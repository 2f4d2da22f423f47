import {
  Direction,
  EnforcementPoint,
  Evidence,
  Hop,
  Judged,
  LayerVerdict,
  Outcome,
  Party,
  Segment,
} from '@ztn/zero-trust-engine';

/** One place on the way that decides for itself. */
export type Place = {
  /** The same for all ports and all pods of a workload. */
  readonly id: string;
  /** Whose policy is asked; a waypoint is on the callee's side. */
  readonly side: 'callee' | 'caller';
} & (
  | {
      readonly layer: 'network';
      readonly point: Direction;
      readonly segment: Segment;
      readonly subject: Party;
      readonly peer: Party;
    }
  | {
      readonly layer: 'mesh';
      readonly point: EnforcementPoint;
      readonly hop: Hop;
      readonly subject: Party;
    }
  | { readonly layer: 'transport'; readonly subject: Party }
);

/** What a place says of all that one rule of a goal asks for. */
export interface PlaceReading {
  readonly place: Place;
  readonly outcome: Outcome;
  readonly because: readonly Evidence[];
}

/** A place and its answer to one request. */
export interface PlacedVerdict {
  readonly place: Place;
  readonly verdict: LayerVerdict;
}

/**
 * The places between one caller and one callee with their verdicts; undefined
 * where calls take one of several ways, so that none of them is the way.
 */
export function placesOf(
  { pair, caller, target }: Judged,
  callerKeys: ReadonlySet<string>,
): readonly PlacedVerdict[] | undefined {
  const { layers, path } = pair;
  if (path.alternatives) return undefined;
  const ends = path.segments.flatMap(segment =>
    (['egress', 'ingress'] as const).map(point => ({ segment, point })),
  );
  const sideOf = (party: Party) =>
    party.type === 'workload' && callerKeys.has(party.workload.key)
      ? ('caller' as const)
      : ('callee' as const);
  return layers.flatMap((verdict, index): readonly PlacedVerdict[] => {
    switch (verdict.layer) {
      case 'network': {
        if (!ends[index]) return [];
        const { segment, point } = ends[index];
        const [subject, peer] =
          point === 'egress'
            ? [segment.from, segment.to]
            : [segment.to, segment.from];
        const id = `network ${point} ${partyId(subject)} ${partyId(peer)}`;
        const side = sideOf(subject);
        return [
          {
            verdict,
            place: {
              id,
              side,
              layer: 'network',
              point,
              segment,
              subject,
              peer,
            },
          },
        ];
      }
      case 'mesh': {
        const hop = path.hops[index - ends.length - 1];
        if (!hop) return [];
        const { point, at, service } = hop;
        const behind = service
          ? ` ${service.meta.namespace}/${service.meta.name}`
          : '';
        const id = `mesh ${point} ${partyId(at)}${behind}`;
        return [
          {
            verdict,
            place: {
              id,
              side: sideOf(at),
              layer: 'mesh',
              point,
              hop,
              subject: at,
            },
          },
        ];
      }
      default: {
        const subject = target.party;
        const id = `transport ${partyId(caller.party)} ${partyId(subject)}`;
        return [
          {
            verdict,
            place: { id, side: 'callee', layer: 'transport', subject },
          },
        ];
      }
    }
  });
}

/** One name for all pods of a workload. */
function partyId(party: Party): string {
  switch (party.type) {
    case 'workload':
      return party.workload.key;
    case 'node':
      return `node ${party.node.name}`;
    case 'address':
      return party.cidr;
    case 'fqdn':
      return party.name;
    case 'principal':
      return party.principal;
    default:
      return party.peer;
  }
}
