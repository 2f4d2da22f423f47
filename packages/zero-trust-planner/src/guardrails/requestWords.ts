import { isEveryPath } from '../goal/paths';
import { objectRules } from '../read/objectRules';
import { ruleWords } from '../words/sentenceOf';
import { Guardrail, GuardrailContext } from './Guardrail';

const writing = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Who may write has to say what. */
export const pathsRequired: Guardrail = {
  id: 'paths-required',
  level: 'block',
  check: ({ goal }) =>
    goal.rules.flatMap(rule => {
      const methods = rule.http?.methods.filter(m => writing.includes(m)) ?? [];
      return methods.length > 0 && rule.http?.paths.length === 0
        ? [
            {
              message: `${methods.join(', ')} needs paths: ${ruleWords(rule)}.`,
            },
          ]
        : [];
    }),
};

/** Who names a path has to say what is done to it. */
export const methodRequired: Guardrail = {
  id: 'method-required',
  level: 'block',
  check: ({ goal }) =>
    goal.rules.flatMap(rule =>
      rule.http && rule.http.methods.length === 0
        ? [{ message: `Paths need methods: ${ruleWords(rule)}.` }]
        : [],
    ),
};

const everything = ['*', '/*', '/.*', '.*', '/{**}'];

/** Everything below the root is no limit. */
export const noRootPath: Guardrail = {
  id: 'no-root-path',
  level: 'warn',
  check: context => {
    const { goal, objects } = context;
    const asked = goal.rules.flatMap(({ http }) => http?.paths ?? []);
    const written = objects
      .flatMap(objectRules)
      .flatMap(({ http }) => http)
      .flatMap(({ paths }) => paths);
    const isWide =
      asked.some(isEveryPath) ||
      written.some(path => everything.includes(path));
    return isWide
      ? [
          {
            message: 'A path stands for everything below the root.',
            ...(isProduction(context) && { level: 'block' as const }),
          },
        ]
      : [];
  },
};

/** Whether a plan is about a callee in production. */
export function isProduction({ settings, facts }: GuardrailContext): boolean {
  return isProductionTier(settings?.tier ?? facts?.callee?.environment);
}

/** Tiers that count as production. */
export function isProductionTier(tier: string | undefined): boolean {
  return /^(prod|production|restricted)\b/i.test(tier ?? '');
}
