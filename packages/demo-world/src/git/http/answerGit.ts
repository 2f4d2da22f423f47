import { IncomingMessage, ServerResponse } from 'node:http';
import { GitHost, repositoryOf } from '../host/GitHost';
import { HostError } from '../host/HostError';
import { HostedRepository } from '../host/HostedRepository';
import { HostUser } from '../host/HostUser';
import { runGit } from '../repository/runGit';
import { readBody } from './readBody';

const services = ['git-upload-pack', 'git-receive-pack'] as const;
type Service = (typeof services)[number];

const maxPack = 64 * 1024 * 1024;

/** What git asks of a repository over smart HTTP. */
export interface GitRequest {
  readonly owner: string;
  readonly name: string;
  readonly action: 'advertise' | 'serve';
  readonly service: Service;
}

/** Takes a request of git apart; undefined when it is not one. */
export const parseGitRequest = (
  method: string,
  url: URL,
): GitRequest | undefined => {
  const [, owner, name, action, rest] = url.pathname.split('/');
  const asked =
    action === 'info' && rest === 'refs'
      ? url.searchParams.get('service')
      : action;
  const service = services.find(one => one === asked);
  if (!service) return undefined;
  if (action === 'info')
    return method === 'GET'
      ? { owner, name, action: 'advertise', service }
      : undefined;
  return method === 'POST' && rest === undefined
    ? { owner, name, action: 'serve', service }
    : undefined;
};

/** Serves `git clone`, `git fetch` and `git push` with the system's git. */
export const answerGit = async (
  host: GitHost,
  { owner, name, action, service }: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const user = host.users.authenticate(request.headers.authorization);
  const writes = service === 'git-receive-pack';
  if (user === 'refused' || (writes && !user)) {
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="demo"' });
    response.end();
    return;
  }
  const repository = repositoryOf(host, owner, name);
  if (writes && (!user || user.role === 'read' || repository.archived))
    throw new HostError(403, 'you may not push here');
  const body =
    action === 'serve' ? await readBody(request, maxPack) : Buffer.alloc(0);
  const run = () => serve(repository, user, request, body, action, service);
  const output =
    writes && action === 'serve' && user
      ? await repository.writes.run(() => tellPushes(repository, user, run))
      : await run();
  const kind = action === 'advertise' ? 'advertisement' : 'result';
  response.writeHead(200, {
    'Content-Type': `application/x-${service}-${kind}`,
    'Cache-Control': 'no-cache',
  });
  const line = `# service=${service}\n`;
  if (action === 'advertise')
    response.write(
      `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`,
    );
  response.end(output);
};

const serve = async (
  repository: HostedRepository,
  user: HostUser | undefined,
  request: IncomingMessage,
  input: Buffer,
  action: GitRequest['action'],
  service: Service,
): Promise<Buffer> => {
  const { output } = await runGit(
    [
      ...protectedRefs(repository, user),
      service.slice('git-'.length),
      '--stateless-rpc',
      ...(action === 'advertise' ? ['--advertise-refs'] : []),
      repository.git.directory,
    ],
    {
      input,
      env: { GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '') },
      // What went wrong is told to the other git in its own protocol.
      answers: [0, 1, 128],
    },
  );
  return output;
};

/** Git itself refuses pushes to refs that are hidden from the one who pushes. */
const protectedRefs = (
  repository: HostedRepository,
  user: HostUser | undefined,
): string[] =>
  user
    ? repository.protections
        .filter(rule => !repository.mayPush(user, rule.rule_name))
        .flatMap(rule => [
          '-c',
          `receive.hideRefs=refs/heads/${rule.rule_name}`,
        ])
    : [];

/** Runs a push and tells which branches it moved, before it is answered. */
const tellPushes = async (
  repository: HostedRepository,
  by: HostUser,
  push: () => Promise<Buffer>,
): Promise<Buffer> => {
  const before = await repository.git.branches();
  const output = await push();
  const after = await repository.git.branches();
  for (const branch of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(branch), after.get(branch)];
    if (was !== is)
      repository.branchMoved({ branch, before: was, after: is, by });
  }
  return output;
};
