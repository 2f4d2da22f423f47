import { Entity } from '@backstage/catalog-model';
import {
  PostureResponse,
  severitySchema,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { headerFacts } from './headerFacts';
import { isForbidden } from './isForbidden';
import { Statement } from './mtlsWords';
import { Tone } from './tone';
import { Translate } from './Translate';

/** One service of a list, with what is wrong with it. */
export interface MyServiceRow {
  readonly entity: Entity;
  readonly title: string;
  /** What is not as it should be, worst first; one good line where nothing is. */
  readonly statements: readonly Statement[];
  readonly rank: number;
}

const worstTones: readonly Tone[] = ['bad', 'unknown', 'caution'];
/** More lines than these make no list. */
const LINES = 3;
const severities = severitySchema.options;

/**
 * Services worst first: by the worst finding, then those of which nothing is
 * known, then by the number of things that are wrong.
 */
export function myServiceRows(
  t: Translate,
  services: readonly {
    readonly entity: Entity;
    readonly posture: PostureResponse | Error;
  }[],
): MyServiceRow[] {
  return services
    .map(({ entity, posture }) => ({
      entity,
      title: entity.metadata.title ?? entity.metadata.name,
      ...(posture instanceof Error
        ? unknownOf(t, posture)
        : statementsOf(t, posture)),
    }))
    .sort((a, b) => a.rank - b.rank || a.title.localeCompare(b.title));
}

type Said = Pick<MyServiceRow, 'statements' | 'rank'>;

function unknownOf(t: Translate, error: Error): Said {
  const text = t(isForbidden(error) ? 'card.forbidden' : 'card.failed');
  return {
    statements: [{ tone: 'unknown', text }],
    rank: severities.indexOf('high') + 0.5,
  };
}

function statementsOf(
  t: Translate,
  { workloads, partial, mapping }: PostureResponse,
): Said {
  const [worst] = workloads;
  if (!worst) {
    const isUnknown = partial || mapping.state === 'unreadable';
    return {
      statements: [
        isUnknown
          ? { tone: 'unknown', text: t('mapping.unreadable.title') }
          : { tone: 'neutral', text: t('card.noMatch') },
      ],
      rank: severities.length + (isUnknown ? 0 : 1),
    };
  }
  const wrong = headerFacts(t, worst)
    .filter(({ tone }) => worstTones.includes(tone))
    .sort((a, b) => worstTones.indexOf(a.tone) - worstTones.indexOf(b.tone));
  const known = workloads.flatMap(({ findings }) =>
    findings.map(({ severity }) => severities.indexOf(severity)),
  );
  const statements: Statement[] = wrong
    .slice(0, LINES)
    .map(({ label, tone, text }) => ({ tone, text: `${label}: ${text}` }));
  statements.push(...controlStatements(t, worst));
  if (partial) {
    statements.push({ tone: 'unknown', text: t('myServices.partial') });
  }
  return {
    statements: statements.length
      ? statements
      : [{ tone: 'good', text: t('myServices.good') }],
    // Below one: of equally bad ones, that with more to do comes first.
    rank:
      Math.min(severities.length, ...known) -
      (wrong.length + missingControls(worst)) / 100,
  };
}

/** What the controls add: how many are missing, and how many nobody can tell. */
function controlStatements(
  t: Translate,
  posture: WorkloadPosture,
): Statement[] {
  const { controls } = posture;
  if (!controls) {
    return [{ tone: 'unknown', text: t('myServices.controlsPending') }];
  }
  const missing = missingControls(posture);
  const unknown = controls.results.filter(
    ({ state }) => state === 'unknown',
  ).length;
  return [
    ...(missing > 0
      ? [
          {
            tone: 'caution' as const,
            text: t('myServices.controls', { count: missing }),
          },
        ]
      : []),
    ...(unknown > 0
      ? [
          {
            tone: 'unknown' as const,
            text: t('myServices.controlsUnknown', { count: unknown }),
          },
        ]
      : []),
  ];
}

function missingControls({ controls }: WorkloadPosture): number {
  return (controls?.results ?? []).filter(
    ({ state }) => state === 'fail' || state === 'partial',
  ).length;
}
