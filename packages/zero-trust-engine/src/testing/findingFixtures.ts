import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Finding } from '../posture/Finding';
import { FactOverrides } from '../snapshot/Facts';
import { Gap } from '../snapshot/Gap';
import { StringMap } from '../snapshot/KubernetesObject';
import {
  aNamespace,
  aPod,
  aService,
  PodOptions,
  ServiceOptions,
} from './builders';
import { GivenObjects, objectsOf, refuseUnknownKeys } from './fixtures';

/** Objects of a fixture: short forms by `namespace/name`, the rest in full. */
interface GivenCluster {
  readonly namespaces?: Readonly<Record<string, StringMap | null>>;
  /** Each becomes a bare pod. */
  readonly workloads?: Readonly<Record<string, PodOptions | null>>;
  readonly services?: Readonly<Record<string, ServiceOptions | null>>;
  readonly given?: GivenObjects;
}

/** One finding code, in a file of its name: where it fires and where it must not. */
export interface FindingFixture extends GivenCluster {
  readonly code: string;
  /** Why a case with findings has them and its neighbour has none. */
  readonly rule: string;
  readonly facts?: FactOverrides;
  readonly cases: readonly FindingCase[];
}

export interface FindingCase extends GivenCluster {
  readonly name: string;
  readonly facts?: FactOverrides;
  /** Kinds that the reader could not read. */
  readonly gaps?: readonly Gap[];
  /** Findings of the file's code, with all that they say; none for a near miss. */
  readonly want: readonly Partial<Finding>[];
}

const clusterKeys = ['namespaces', 'workloads', 'services', 'given'];
const fixtureKeys = ['rule', 'facts', 'cases', ...clusterKeys];
const caseKeys = ['name', 'facts', 'gaps', 'want', ...clusterKeys];

/** The objects of one case: its own instead of the file's of that name. */
export function objectsOfFinding(
  fixture: FindingFixture,
  testCase: FindingCase,
): readonly unknown[] {
  const named = <T>(
    both: readonly (Readonly<Record<string, T | null>> | undefined)[],
    make: (options: T & { namespace: string; name: string }) => unknown,
  ) =>
    Object.entries(
      Object.assign({}, ...both) as Readonly<Record<string, T | null>>,
    ).map(([ref, options]) => {
      const [namespace, name] = ref.split('/');
      return make({ ...(options ?? ({} as T)), namespace, name });
    });
  const namespaces = { ...fixture.namespaces, ...testCase.namespaces };
  return [
    ...Object.entries(namespaces).map(([name, labels]) =>
      aNamespace(name, labels ?? {}),
    ),
    ...named([fixture.workloads, testCase.workloads], aPod),
    ...named([fixture.services, testCase.services], aService),
    ...objectsOf(fixture.given),
    ...objectsOf(testCase.given),
  ];
}

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
