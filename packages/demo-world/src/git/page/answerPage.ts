import { IncomingMessage, ServerResponse } from 'node:http';
import { GitHost, repositoryOf } from '../host/GitHost';
import { HostError } from '../host/HostError';
import { HostedRepository } from '../host/HostedRepository';
import { HostUser } from '../host/HostUser';
import { mergePull } from '../host/mergePull';
import { PullRequest } from '../host/PullRequest';
import { reviewPull, setPullState } from '../host/reviewPull';
import { readBody } from '../http/readBody';
import { html } from './html';
import { layout, Viewer } from './layout';
import { pullPage, pullsPage } from './pullPage';

const cookieName = 'demo-git-user';

/** Answers what a person opens in a browser. */
export const answerPage = async (
  host: GitHost,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const viewer = { user: viewerOf(host, request), path: url.pathname };
  const send = (status: number, text: string) => {
    response.writeHead(status, {
      'Content-Type': 'text/html;charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
    });
    response.end(text);
  };
  const goTo = (path: string, headers: Record<string, string> = {}) => {
    response.writeHead(303, { Location: path, ...headers });
    response.end();
  };
  try {
    if (request.method === 'POST') {
      const form = await readForm(host, request);
      if (url.pathname === '/-/user')
        goTo(pathIn(form.get('back')), {
          'Set-Cookie': `${cookieName}=${encodeURIComponent(
            form.get('login') ?? '',
          )}; Path=/; HttpOnly; SameSite=Strict`,
        });
      else {
        const { repository, pull, action } = targetOf(host, url);
        if (!pull) throw new HostError(404, 'there is nothing here');
        const problem = await act(repository, pull, viewer.user, action, form);
        const at = url.pathname.replace(/\/\w+$/, '');
        if (problem)
          send(
            problem.status,
            await pullPage(
              host,
              { ...viewer, path: at },
              repository,
              pull,
              problem.message,
            ),
          );
        else goTo(at);
      }
      return;
    }
    if (url.pathname === '/') goTo('/shop/policies/pulls');
    else {
      const { repository, pull } = targetOf(host, url);
      send(
        200,
        pull
          ? await pullPage(host, viewer, repository, pull)
          : pullsPage(host, viewer, repository),
      );
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    send(error.status, lostPage(host, viewer, error.message));
  }
};

const lostPage = (host: GitHost, viewer: Viewer, why: string) =>
  layout(
    host,
    { ...viewer, path: '/' },
    'Not possible',
    html`<h1>Not possible</h1>
      <p role="alert">${why}</p>`,
  );

const viewerOf = (
  host: GitHost,
  request: IncomingMessage,
): HostUser | undefined => {
  const cookie = (request.headers.cookie ?? '')
    .split(/;\s*/)
    .find(part => part.startsWith(`${cookieName}=`));
  return (
    (cookie &&
      host.users.find(
        decodeURIComponent(cookie.slice(cookieName.length + 1)),
      )) ||
    undefined
  );
};

/** A form of one of these pages; another site's is refused. */
const readForm = async (
  host: GitHost,
  request: IncomingMessage,
): Promise<URLSearchParams> => {
  const { port } = new URL(host.url);
  const own = [host.url, `http://localhost:${port}`];
  if (!own.includes(request.headers.origin ?? ''))
    throw new HostError(403, 'the form is of another site');
  return new URLSearchParams(
    (await readBody(request, 64 * 1024)).toString('utf8'),
  );
};

/** Only a path of this host. */
const pathIn = (text: string | null): string =>
  text && /^\/[\w./-]*$/.test(text) && !text.startsWith('//') ? text : '/';

const targetOf = (host: GitHost, url: URL) => {
  const [owner, name, pulls, number, action, ...rest] = url.pathname
    .slice(1)
    .split('/');
  if ((pulls !== undefined && pulls !== 'pulls') || !name || rest.length)
    throw new HostError(404, 'there is nothing here');
  const repository = repositoryOf(host, owner, name);
  return {
    repository,
    pull: number ? repository.pull(Number(number)) : undefined,
    action: action ?? '',
  };
};

/** Does what a button says; answers why it could not. */
const act = async (
  repository: HostedRepository,
  pull: PullRequest,
  user: HostUser | undefined,
  action: string,
  form: URLSearchParams,
): Promise<HostError | undefined> => {
  const field = (name: string) => form.get(name) ?? '';
  try {
    if (!user) throw new HostError(401, 'choose first who you are');
    const head = field('head');
    if (action !== 'close' && head !== pull.headSha)
      throw new HostError(
        409,
        'somebody pushed meanwhile: look at the newest commit first',
      );
    if (action === 'review')
      reviewPull(repository, user, pull, {
        state: stateIn(field('state')),
        body: field('body').trim(),
        commit: head,
      });
    else if (action === 'merge')
      await mergePull(repository, user, pull, {
        style: field('style') === 'squash' ? 'squash' : 'merge',
        head,
        force: field('force') === 'yes',
      });
    else if (action === 'close') setPullState(repository, user, pull, 'closed');
    else throw new HostError(404, 'there is no such button');
    return undefined;
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
};

const stateIn = (text: string) => {
  switch (text) {
    case 'APPROVED':
    case 'REQUEST_CHANGES':
    case 'COMMENT':
      return text;
    default:
      throw new HostError(422, 'there is no such review');
  }
};
