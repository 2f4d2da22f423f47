import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Finding } from '../posture/Finding';
import { FactOverrides } from '../snapshot/Facts';
import { Gap } from '../snapshot/Gap';
import { GivenObjects, refuseUnknownKeys } from './fixtures';

/** One finding code, in a file of its name: where it fires and where it must not. */
export interface FindingFixture {
  readonly code: string;
  /** Why a case with findings has them and its neighbour has none. */
  readonly rule: string;
  readonly facts?: FactOverrides;
  readonly given?: GivenObjects;
  readonly cases: readonly FindingCase[];
}

export interface FindingCase {
  readonly name: string;
  readonly facts?: FactOverrides;
  readonly given?: GivenObjects;
  /** Kinds that the reader could not read. */
  readonly gaps?: readonly Gap[];
  /** Findings of the file's code, with all that they say; none for a near miss. */
  readonly want: readonly Partial<Finding>[];
}

const fixtureKeys = ['rule', 'facts', 'given', 'cases'];
const caseKeys = ['name', 'facts', 'given', 'gaps', 'want'];

/** Every file of a folder; a fixture without a near miss is an error. */
export function readFindingFixtures(folder: string): readonly FindingFixture[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(file => {
      const fixture = parse(readFileSync(join(folder, file), 'utf8')) as Omit<
        FindingFixture,
        'code'
      >;
      refuseUnknownKeys(fixture, fixtureKeys, file);
      fixture.cases.forEach(c =>
        refuseUnknownKeys(c, caseKeys, `${file} ${c.name}`),
      );
      const fires = fixture.cases.filter(({ want }) => want.length > 0);
      if (fires.length === 0) throw new Error(`${file}: it never fires`);
      if (fires.length === fixture.cases.length) {
        throw new Error(`${file}: there is no near miss`);
      }
      return { ...fixture, code: file.replace(/\.yaml$/, '') };
    });
}
