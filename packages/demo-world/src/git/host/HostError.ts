/** What a client did wrong, with the status that Gitea answers. */
export class HostError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'HostError';
  }
}

export const notFound = (what = 'The target couldn’t be found.') =>
  new HostError(404, what);
