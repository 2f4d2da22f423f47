import { notFound, ok, Routes } from '../TwinServer';
import { GithubServer } from './GithubServer';

const hidden = {
  status: 403,
  json: { message: 'Resource not accessible by integration' },
};

/** What a branch asks of a merge, by rulesets and by branch protection. */
export const githubRules = (server: GithubServer): Routes => {
  const { twin } = server;
  const required = () => (twin.required === 'unreadable' ? [] : twin.required);
  const checks = () => ({
    contexts: required(),
    checks: required().map(context => ({ context, app_id: null })),
  });
  return [
    [
      /^GET \/rules\/branches\/(.+)$/,
      () => {
        if (twin.required === 'unreadable') return hidden;
        // Half of what there is stands in rulesets, where there are any.
        if (!server.hasRulesets)
          return {
            status: 403,
            json: { message: 'Upgrade to GitHub Pro or make it public.' },
          };
        return ok([
          { type: 'deletion', ruleset_id: 1 },
          {
            type: 'required_status_checks',
            ruleset_id: 1,
            parameters: {
              strict_required_status_checks_policy: false,
              required_status_checks: required().map(context => ({ context })),
            },
          },
        ]);
      },
    ],
    [
      /^GET \/branches\/([^/]+)\/protection\/required_status_checks$/,
      () => {
        if (twin.required === 'unreadable') return hidden;
        return server.protectionShown === 'nowhere' ? notFound : ok(checks());
      },
    ],
    [
      /^GET \/branches\/(.+)$/,
      (_, name) => {
        if (!twin.repository.branches.has(name)) return notFound;
        const isProtected = twin.required.length > 0;
        const shown = server.protectionShown === 'branch';
        return ok({
          name,
          protected: isProtected,
          ...(shown && twin.required !== 'unreadable'
            ? {
                protection: {
                  enabled: isProtected,
                  required_status_checks: {
                    enforcement_level: isProtected ? 'non_admins' : 'off',
                    ...checks(),
                  },
                },
              }
            : {}),
        });
      },
    ],
  ];
};
