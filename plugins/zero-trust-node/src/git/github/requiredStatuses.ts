import { z } from 'zod';
import { RequiredStatuses } from '../GitHost';
import { GithubRepository } from './GithubRepository';
import { branchShape, requiredChecksShape, ruleShape } from './shapes';
import { unlessRefused } from './unlessRefused';

/**
 * Statuses that a branch requires, by rulesets and by branch protection: both
 * are in force beside each other, so both have to be readable.
 */
export const requiredStatuses = async (
  repository: GithubRepository,
  branch: string,
): Promise<RequiredStatuses> => {
  const [ruled, guarded] = await Promise.all([
    ofRulesets(repository, branch),
    ofProtection(repository, branch),
  ]);
  if (ruled === 'unreadable' || guarded === 'unreadable') return 'unreadable';
  return [...new Set([...ruled, ...guarded])];
};

/**
 * `GET /rules/branches/{branch}` (Metadata: read): every active rule, of the
 * repository and of its organisation; those that are only evaluated are left
 * out. Older Enterprise Servers have no such thing, and private repositories
 * of a free plan answer 403.
 */
const ofRulesets = async (
  repository: GithubRepository,
  branch: string,
): Promise<RequiredStatuses> => {
  const rules = await unlessRefused(() =>
    repository.all(z.array(ruleShape), {
      path: repository.path('rules', 'branches', branch),
    }),
  );
  if (rules === 'unreadable') return rules;
  return rules
    .filter(({ type }) => type === 'required_status_checks')
    .flatMap(({ parameters }) => parameters?.required_status_checks ?? [])
    .map(({ context }) => context);
};

/**
 * `GET /branches/{branch}` (Contents: read) says whether the branch is protected
 * and, as a rule, which statuses it requires. Where it does not, `…/protection/
 * required_status_checks` does, to whom has Administration: read.
 */
const ofProtection = async (
  repository: GithubRepository,
  branch: string,
): Promise<RequiredStatuses> => {
  const path = repository.path('branches', branch);
  const found = await repository.http.find(branchShape, { path });
  if (!found) return 'unreadable';
  if (!found.protected) return [];
  const told = found.protection?.required_status_checks;
  if (told?.enforcement_level === 'off') return [];
  if (told?.contexts) return contextsOf(told);
  // 404 is said of what is not required and of what may not be seen.
  const asked = await unlessRefused(() =>
    repository.http.ask(requiredChecksShape, {
      path: [...path, 'protection', 'required_status_checks'],
    }),
  );
  return asked === 'unreadable' ? asked : contextsOf(asked);
};

const contextsOf = ({
  contexts,
  checks,
}: z.infer<typeof requiredChecksShape>): readonly string[] => [
  ...(contexts ?? []),
  ...(checks ?? []).map(({ context }) => context),
];
