import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import fc, { Arbitrary } from 'fast-check';
import { stringify } from 'yaml';

/** How often a property is tried: often in `yarn test:properties`. */
export function runsOf(usual: number, many: number = usual * 40): number {
  return process.env.ZTN_PROPERTIES === 'many' ? many : usual;
}

export interface PropertyOptions {
  readonly runs: number;
  /** Folder for shrunk cases, from `src`. */
  readonly regressions: string;
}

/**
 * Tries a property on random values. A failure is shrunk and told with its seed,
 * which `ZTN_SEED` repeats; `ZTN_SAVE=name` writes the shrunk case into the
 * folder of regressions, where it is a fixture from then on.
 *
 * @param differs - what is wrong with a value; undefined when nothing is
 */
export function checkProperty<T, D>(
  arbitrary: Arbitrary<T>,
  differs: (value: T) => D | undefined,
  { runs, regressions }: PropertyOptions,
): void {
  const seed = process.env.ZTN_SEED;
  const result = fc.check(
    fc.property(arbitrary, value => differs(value) === undefined),
    { numRuns: runs, ...(seed ? { seed: Number(seed) } : {}) },
  );
  if (!result.failed) return;
  if (result.counterexample === null) {
    throw new Error(`the property was not tried: seed ${result.seed}`);
  }
  const [value] = result.counterexample;
  const text = stringify({ ...value, found: differs(value) });
  const saved = process.env.ZTN_SAVE;
  if (saved) {
    const file = join(__dirname, '..', regressions, `${saved}.yaml`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  throw new Error(
    [
      `does not hold: seed ${result.seed}, run ${result.numRuns}, shrunk ${result.numShrinks} times`,
      `repeat with ZTN_SEED=${result.seed}, keep with ZTN_SAVE=name`,
      text,
      result.errorInstance instanceof Error ? result.errorInstance.stack : '',
    ].join('\n'),
  );
}
