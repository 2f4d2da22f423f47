import { Engine, Evidence, RawObject, strictest } from '@ztn/zero-trust-engine';
import { PlanDialect, PlanLayer } from './AccessPlan';
import { objectRefOf } from './objectRefOf';
import { isolationAt } from './read/isolationAt';
import { Place, PlaceReading } from './read/Place';
import { RuleReading } from './read/readRule';
import type { Attempt } from './planAccess';

/** Kinds of the tiers around NetworkPolicy, which requests never write. */
const tierKinds = [
  'ClusterNetworkPolicy ',
  'AdminNetworkPolicy ',
  'BaselineAdminNetworkPolicy ',
];

/** Every place on the way, before and after, all rules together. */
export function layersOf(
  engine: Engine,
  tried: Pick<Attempt, 'readings' | 'readingsAfter' | 'objects' | 'drafts'>,
  merged: ReadonlyMap<RawObject, string> = new Map(),
): readonly PlanLayer[] {
  const { readings, readingsAfter, objects, drafts } = tried;
  const before = byPlace(readings);
  const after = byPlace(readingsAfter);
  return [...before.values()].flatMap((found): readonly PlanLayer[] => {
    const [{ place }] = found;
    const outcome = strictest(found.map(reading => reading.outcome));
    const isOpen = outcome === 'allow';
    if (place.layer === 'transport' && isOpen) return [];
    const because = found.flatMap(reading =>
      reading.outcome === outcome ? reading.because : [],
    );
    const planned = objects.find(({ placeId }) => placeId === place.id);
    const draft = drafts.find(one => one.place.id === place.id);
    return [
      {
        dialect: draft?.dialect ?? dialectOf(engine, place, because),
        side: place.side,
        ...(place.layer !== 'transport' && { point: place.point }),
        ...(place.subject.type === 'workload' && {
          at: place.subject.workload.key,
        }),
        isolated: isolationAt(engine, place) === 'isolated',
        before: outcome,
        after: strictest(
          (after.get(place.id) ?? found).map(reading => reading.outcome),
        ),
        action: actionAt(isOpen, planned?.object, merged),
        ...(planned && {
          object: merged.get(planned.object) ?? objectRefOf(planned.object),
        }),
        decidedBy: [...new Set(because.flatMap(({ policy }) => policy ?? []))],
      },
    ];
  });
}

function actionAt(
  isOpen: boolean,
  planned: RawObject | undefined,
  merged: ReadonlyMap<RawObject, string>,
): PlanLayer['action'] {
  if (isOpen) return 'none';
  if (!planned) return 'cannot';
  return merged.has(planned) ? 'merge' : 'create';
}

function byPlace(
  readings: readonly RuleReading[],
): ReadonlyMap<string, readonly PlaceReading[]> {
  const found = new Map<string, PlaceReading[]>();
  for (const reading of readings.flatMap(({ places }) => places)) {
    const known = found.get(reading.place.id);
    if (known) known.push(reading);
    else found.set(reading.place.id, [reading]);
  }
  return found;
}

function dialectOf(
  { snapshot }: Engine,
  place: Place,
  because: readonly Evidence[],
): PlanDialect {
  if (place.layer === 'transport') return 'transport';
  if (place.layer === 'mesh') return 'istio';
  const isTier = because.some(({ policy }) =>
    tierKinds.some(kind => policy?.startsWith(kind)),
  );
  if (isTier) return 'tier';
  return snapshot.facts.cni === 'cilium' ? 'cilium' : 'networkpolicy';
}
