import { PlanFinding } from '../AccessPlan';
import { PlanSettings } from './PlanSettings';

/** What surrounds a plan: why it is asked for. */
export interface AskFacts {
  readonly justification: string;
  readonly ticketUrl?: string;
}

export interface AskSettings extends Pick<PlanSettings, 'guardrails'> {
  readonly justificationMin?: number;
  /** What a ticket must look like; absent: none is asked for. */
  readonly ticketPattern?: RegExp;
}

/** Guardrails about the asking itself: `justification-min`, `ticket-required`. */
export function askFindings(
  { justification, ticketUrl = '' }: AskFacts,
  { guardrails = {}, justificationMin = 20, ticketPattern }: AskSettings = {},
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
    ...(ticketPattern && !ticketPattern.test(ticketUrl)
      ? [
          {
            id: 'ticket-required',
            message: 'Name a ticket of the tracker that is asked for here.',
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
