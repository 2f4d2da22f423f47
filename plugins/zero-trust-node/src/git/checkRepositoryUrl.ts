import { InputError } from '@backstage/errors';

/** A repository's address in its parts. */
export interface RepositoryAddress {
  /** Host with its port, as integrations are configured. */
  readonly host: string;
  /** Owner or group path. */
  readonly owner: string;
  readonly name: string;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Takes a configured repository URL apart. Refuses anything but https (plain
 * http is for a host on this very machine), user information, queries, and
 * paths that another reader could understand differently.
 */
export const checkRepositoryUrl = (
  sourceId: string,
  text: string,
): RepositoryAddress => {
  const refuse = (why: string) =>
    new InputError(`the repository of policy source '${sourceId}' ${why}`);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refuse('is not a URL');
  }
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && loopback.test(url.hostname))
  )
    throw refuse('must be an https URL');
  if (url.username || url.password || text.includes('@'))
    throw refuse('must not hold a user or a password');
  if (url.search || url.hash || /[?#\\%\s]/.test(text))
    throw refuse('must be a plain URL of a repository');
  // `..` is gone from a parsed URL, so the text itself is looked at.
  const [, path] = /^https?:\/\/[^/]+\/(.*)$/i.exec(text) ?? [];
  const parts = (path ?? '').replace(/(\.git)?\/?$/, '').split('/');
  if (
    parts.length < 2 ||
    parts.some(part => !/^[\w.-]+$/.test(part) || /^\.+$/.test(part))
  )
    throw refuse('must name an owner and a repository');
  return {
    host: url.host,
    owner: parts.slice(0, -1).join('/'),
    name: parts[parts.length - 1],
  };
};
