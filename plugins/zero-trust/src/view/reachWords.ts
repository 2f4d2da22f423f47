import {
  ReachResponse,
  ReachStep,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Tone } from './tone';
import { trafficWords } from './trafficWords';
import { Translate } from './Translate';

/** What the blast radius comes to, in sentences. */
export interface ReachWords {
  tone: Tone;
  headline: string;
  /** One for each step. */
  levels: readonly string[];
  /** What the answer leaves open. */
  limits: readonly string[];
}

type Reach = Pick<
  ReachResponse,
  'hops' | 'levels' | 'sensitive' | 'complete' | 'cut' | 'partial'
>;

/** Nothing that was not searched, or could not be read, counts as unreachable. */
export function reachWords(t: Translate, reach: Reach): ReachWords {
  const { levels, hops, sensitive } = reach;
  const total = levels.reduce((sum, { workloads }) => sum + workloads, 0);
  const workloads = (count: number) => t('reach.workloads', { count });
  return {
    ...headline(t, reach, total, sensitive),
    levels: levels
      .filter(level => level.workloads > 0)
      .map(level => {
        const perhaps = level.workloads - level.certain;
        return [
          t('reach.level', {
            steps: t('reach.steps', { count: level.hop }),
            workloads: workloads(level.workloads),
          }),
          ...(perhaps > 0
            ? [t('reach.levelUncertain', { count: perhaps })]
            : []),
        ].join(', ');
      }),
    limits: [
      reach.cut && t('reach.cut'),
      !reach.complete && !reach.cut && hops > 0 && t('reach.incomplete'),
    ].filter((line): line is string => Boolean(line)),
  };
}

function headline(
  t: Translate,
  { partial, hops, cut }: Reach,
  total: number,
  sensitive: number,
): Pick<ReachWords, 'tone' | 'headline'> {
  if (total === 0) {
    return partial || cut
      ? { tone: 'unknown', headline: t('reach.nothingPartial') }
      : { tone: 'good', headline: t('reach.nothing') };
  }
  const within = t('reach.total', {
    workloads: t('reach.workloads', { count: total }),
    hops: t('reach.steps', { count: hops }),
  });
  return sensitive > 0
    ? {
        tone: 'bad',
        headline: `${within}, ${t('reach.sensitive', { count: sensitive })}`,
      }
    : { tone: 'caution', headline: within };
}

/** The ways of a last step, `TCP 8080 GET /v1/users/*`. */
export function stepWords(t: Translate, by: readonly ReachStep[]): string[] {
  return by.map(({ traffic }) => {
    const { ports, allow } = trafficWords(t, traffic);
    return [ports, ...allow].join(', ');
  });
}
