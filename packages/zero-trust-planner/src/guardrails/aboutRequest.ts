import { FindingLevel, PlanFinding } from '../AccessPlan';

/** What surrounds a plan: who asks, how often, why. */
export interface AskFacts {
  readonly justification: string;
  /** Open requests of the caller's team, this one not counted. */
  readonly openOfTeam: number;
  /** Requests of this person in the last hour, this one not counted. */
  readonly lastHourOfUser: number;
}

export interface AskSettings {
  readonly guardrails?: Readonly<Record<string, FindingLevel | 'off'>>;
  readonly justificationMin?: number;
  readonly openPerTeam?: number;
  readonly perUserAndHour?: number;
}

/** Guardrails about the asking itself: `justification-min` and `rate`. */
export function askFindings(
  { justification, openOfTeam, lastHourOfUser }: AskFacts,
  {
    guardrails = {},
    justificationMin = 20,
    openPerTeam = 20,
    perUserAndHour = 10,
  }: AskSettings = {},
): readonly PlanFinding[] {
  const length = [...justification.trim()].length;
  const found = [
    ...(length < justificationMin
      ? [
          {
            id: 'justification-min',
            message: `Say why in ${justificationMin} characters or more.`,
          },
        ]
      : []),
    ...(openOfTeam >= openPerTeam
      ? [
          {
            id: 'rate',
            message: `The team has ${openOfTeam} open requests already.`,
          },
        ]
      : []),
    ...(lastHourOfUser >= perUserAndHour
      ? [
          {
            id: 'rate',
            message: `${lastHourOfUser} requests in an hour are enough.`,
          },
        ]
      : []),
  ];
  return found.flatMap(({ id, message }): readonly PlanFinding[] => {
    const level = guardrails[id] ?? 'block';
    return level === 'off' ? [] : [{ id, level, message }];
  });
}

/** `diff-scope`: what a pull request touches and the plan did not. */
export function scopeFindings(
  planned: readonly string[],
  touched: readonly string[],
): readonly PlanFinding[] {
  const own = new Set(planned);
  const stray = touched.filter(path => !own.has(path));
  return stray.length === 0
    ? []
    : [
        {
          id: 'diff-scope',
          level: 'block',
          message: `The pull request touches ${stray.length} ${
            stray.length === 1 ? 'file' : 'files'
          } that the plan does not: ${stray.slice(0, 3).join(', ')}.`,
          about: stray,
        },
      ];
}
