import { Engine } from '../evaluate/Engine';
import { Exposures } from './Exposures';

// Only remembers: an engine never changes, so neither do the ways in.
const remembered = new WeakMap<Engine, Exposures>();

/** Ways in from outside, worked out once per engine. */
export function exposuresOf(engine: Engine): Exposures {
  const exposures = remembered.get(engine) ?? new Exposures(engine);
  remembered.set(engine, exposures);
  return exposures;
}
