/**
 * `host[:port]/owner/name` of the forms in which repositories are written, for
 * comparison only; `undefined` for what is none.
 */
export const normalizeRepo = (repo: string): string | undefined => {
  const scp = /^(?:[A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+):(?!\/)(.+)$/.exec(repo);
  if (scp && !repo.includes('://')) return joined(scp[1], '', scp[2]);
  const url =
    /^(https?|ssh):\/\/(?:[^@/]*@)?([A-Za-z0-9.-]+)(?::(\d+))?\/(.+)$/.exec(
      repo,
    );
  if (!url) return undefined;
  const [, scheme, host, port, path] = url;
  // The port of SSH says nothing about the one of HTTPS.
  const isDefault = scheme === 'ssh' || port === '443' || port === undefined;
  return joined(host, isDefault ? '' : `:${port}`, path);
};

const joined = (host: string, port: string, path: string): string =>
  `${host}${port}/${path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/^\/+/, '')}`.toLowerCase();
