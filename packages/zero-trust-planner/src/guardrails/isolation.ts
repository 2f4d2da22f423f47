import { Engine, Isolation, RawObject } from '@ztn/zero-trust-engine';
import { boundBy } from '../read/boundBy';
import { isolationAt } from '../read/isolationAt';
import { Guardrail, GuardrailContext, Warning } from './Guardrail';

/** The first policy that closes an end refuses everybody else at once. */
export const isolationFlip: Guardrail = {
  id: 'isolation-flip',
  level: 'block',
  fixed: true,
  check: context =>
    changed(context, ({ before, after }) =>
      before !== 'isolated' && after !== before
        ? 'is open today; this would close it for everybody else'
        : undefined,
    ),
};

/** Without the last policy that closes an end it is open to everybody. */
export const isolationDrop: Guardrail = {
  id: 'isolation-drop',
  level: 'block',
  fixed: true,
  check: context =>
    changed(context, ({ before, after }) =>
      before === 'isolated' && after !== before
        ? 'is closed today; this would open it to everybody'
        : undefined,
    ),
};

interface Change {
  readonly at: string;
  readonly what: string;
  readonly before: Isolation['state'];
  readonly after: Isolation['state'];
}

function changed(
  { engine, tried, objects }: GuardrailContext,
  faultOf: (change: Change) => string | undefined,
): readonly Warning[] {
  if (objects.length === 0) return [];
  return [
    ...networkChanges(engine, tried.after, objects),
    ...tried.readings.flatMap(({ places }) =>
      places.flatMap(({ place }): readonly Change[] =>
        place.layer === 'mesh' && place.subject.type === 'workload'
          ? [
              {
                at: place.subject.workload.key,
                what: `the ${place.point}`,
                before: isolationAt(engine, place),
                after: isolationAt(tried.after, place),
              },
            ]
          : [],
      ),
    ),
  ].flatMap((change): readonly Warning[] => {
    const fault = faultOf(change);
    return fault
      ? [
          {
            message: `${change.at}: ${change.what} ${fault}.`,
            about: [change.at],
          },
        ]
      : [];
  });
}

/** Only what an object binds, or bound before, can be closed or opened by it. */
function networkChanges(
  before: Engine,
  after: Engine,
  objects: readonly RawObject[],
): readonly Change[] {
  const bound = new Set(
    objects
      .filter(({ kind }) => kind !== 'AuthorizationPolicy')
      .flatMap(object => [before, after].flatMap(one => boundBy(one, object))),
  );
  return [...bound].flatMap(key =>
    (['ingress', 'egress'] as const).map(direction => ({
      at: key,
      what: direction === 'ingress' ? 'the way in' : 'the way out',
      before: before.isolation(key, direction).state,
      after: after.isolation(key, direction).state,
    })),
  );
}
