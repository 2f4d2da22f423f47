/** Whether the script was started by Yarn, whose users expect Backstage's own commands. */
export const byYarn = () =>
  (process.env.npm_config_user_agent ?? '').startsWith('yarn/');
