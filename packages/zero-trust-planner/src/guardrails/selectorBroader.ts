import { RawObject } from '@ztn/zero-trust-engine';
import { objectRefOf } from '../objectRefOf';
import { boundBy } from '../read/boundBy';
import { listOf } from '../words/sentenceOf';
import { Guardrail } from './Guardrail';

/** An object must hold for the callee, or the caller, and for nobody else. */
export const selectorBroader: Guardrail = {
  id: 'selector-broader',
  level: 'block',
  check({ tried, objects, edge, engine }) {
    const ends = [edge.callees, edge.callers].map(
      workloads => new Set(workloads.map(({ key }) => key)),
    );
    const onTheWay = new Set(
      tried.readings
        .flatMap(({ places }) => places)
        .flatMap(({ place: { subject } }) =>
          subject.type === 'workload' ? [subject.workload.key] : [],
        ),
    );
    const strayOf = (object: RawObject) => {
      const bound = boundBy(tried.after, object);
      const isWaypoint =
        bound.length === 1 &&
        onTheWay.has(bound[0]) &&
        engine.snapshot.workloads.some(({ key }) => key === bound[0]);
      return isWaypoint || ends.some(end => bound.every(key => end.has(key)))
        ? []
        : bound.filter(key => !ends[0].has(key));
    };
    return objects.flatMap(object => {
      const stray = strayOf(object);
      const ref = objectRefOf(object);
      return stray.length > 0
        ? [
            {
              message: `${ref} holds for ${listOf(stray)} as well.`,
              about: [ref, ...stray],
            },
          ]
        : [];
    });
  },
};
