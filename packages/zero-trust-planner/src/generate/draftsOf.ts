import { Engine, kindEnforcement } from '@ztn/zero-trust-engine';
import { PolicyDialect } from '../AccessGoal';
import { isEncrypted } from '../read/networkHttp';
import { isLiftable } from '../read/obstacle';
import { Place, PlaceReading } from '../read/Place';
import { RuleReading } from '../read/readRule';
import { Draft, DraftRule } from './Draft';

/** How much of a request the network's rules are to say. */
export type HttpInNetwork = 'where it arrives' | 'where it leaves too';

/**
 * One draft for each place that refuses, with every rule that it refuses. Only
 * places at which one more allow rule helps.
 */
export function draftsOf(
  engine: Engine,
  readings: readonly RuleReading[],
  http: HttpInNetwork,
): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  for (const { rule, places } of readings) {
    const canReadMesh = places.some(({ place }) => readsHttp(place));
    for (const reading of places) {
      const { place } = reading;
      if (reading.outcome === 'allow' || !isLiftable(reading)) continue;
      if (place.layer === 'transport') continue;
      const draftRule: DraftRule = {
        rule,
        port: portAt(place),
        withHttp:
          rule.http !== undefined &&
          (place.layer === 'mesh'
            ? readsHttp(place)
            : !canReadMesh && saysHttp(engine, reading, http)),
      };
      const known = drafts.get(place.id);
      drafts.set(place.id, {
        place,
        dialect: dialectAt(engine, reading),
        rules: [...(known?.rules ?? []), draftRule],
      });
    }
  }
  return [...drafts.values()].map(draft => withCilium(draft));
}

/** Method and path can only be said in Cilium's own kind. */
function withCilium(draft: Draft): Draft {
  return draft.rules.some(({ withHttp }) => withHttp) &&
    draft.dialect === 'networkpolicy'
    ? { ...draft, dialect: 'cilium' }
    : draft;
}

function portAt(place: Exclude<Place, { layer: 'transport' }>): number {
  return place.layer === 'mesh' ? place.hop.port : place.segment.wirePort ?? 0;
}

function readsHttp(place: Place): boolean {
  return (
    place.layer === 'mesh' &&
    place.point !== 'ztunnel' &&
    place.hop.chain !== 'tcp'
  );
}

/** Cilium reads what is not encrypted; once on the way is enough. */
function saysHttp(
  { snapshot }: Engine,
  { place, because }: PlaceReading,
  http: HttpInNetwork,
): boolean {
  if (place.layer !== 'network' || snapshot.facts.cni !== 'cilium')
    return false;
  if (isEncrypted(place.segment.mode)) return false;
  const isLimited = because.some(({ reason }) =>
    ['l7-denied', 'l7-restricted'].includes(reason),
  );
  return (
    isLimited || place.point === 'ingress' || http === 'where it leaves too'
  );
}

/** The kind in which a place is closed already. */
function dialectAt(
  { snapshot, isolation }: Engine,
  { place }: PlaceReading,
): PolicyDialect {
  if (place.layer !== 'network') return 'istio';
  if (snapshot.facts.cni !== 'cilium') return 'networkpolicy';
  if (kindEnforcement(snapshot.facts).NetworkPolicy !== true) return 'cilium';
  const { subject, point } = place;
  if (subject.type !== 'workload') return 'cilium';
  const { by } = isolation(subject.workload.key, point);
  return by.length > 0 && by.every(ref => ref.startsWith('NetworkPolicy '))
    ? 'networkpolicy'
    : 'cilium';
}
