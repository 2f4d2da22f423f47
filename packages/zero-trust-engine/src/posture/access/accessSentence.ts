import { AccessPosture, RiskyGrant } from './AccessPosture';

/**
 * What the account may do on the Kubernetes API, in words: the risky rights by
 * name, what is not known, and whether they can be used.
 */
export function accessSentence(access: AccessPosture): string {
  const { granted, risky } = access;
  const useful = granted || risky.length > 0;
  return [
    rights(access),
    ...unknowns(access),
    ...(useful ? [token(access), way(access)] : []),
  ].join(' ');
}

function rights({ account, granted, risky }: AccessPosture): string {
  const all = risky.filter(({ right }) => right === 'everything');
  const told = all.length > 0 ? all : risky;
  if (told.length > 0) {
    return `${account} may ${[...byBinding(told)].join('; and may ')}.`;
  }
  return granted
    ? `${account} has rights on the Kubernetes API, and none of them is risky.`
    : `Nothing on the Kubernetes API is granted to ${account}.`;
}

function byBinding(risky: readonly RiskyGrant[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { means, namespace, binding } of risky) {
    const where =
      namespace === '' ? 'in every namespace' : `in namespace ${namespace}`;
    const key = `${where} (${binding})`;
    const group = groups.get(key);
    if (group) group.push(means);
    else groups.set(key, [means]);
  }
  return [...groups].map(([where, means]) => `${means.join(', ')}, ${where}`);
}

function unknowns({ unread, unreadRoles }: AccessPosture): readonly string[] {
  return [
    ...unreadRoles.map(
      ({ binding, role }) =>
        `What ${binding} gives is not known: ${role} was not read.`,
    ),
    ...(unread.length > 0
      ? [`There may be more: ${unread.join(', ')} could not be read.`]
      : []),
  ];
}

function token(access: AccessPosture): string {
  switch (access.token) {
    case 'all-pods':
      return 'Its pods have the token for it.';
    case 'some-pods':
      return 'Some of its pods have the token for it.';
    case 'no-pod':
      return 'No pod gets the token for it unasked.';
    default:
      return 'Whether its pods have the token for it is not known.';
  }
}

function way({ apiServer }: AccessPosture): string {
  switch (apiServer) {
    case 'deny':
      return 'The network closes the way to the API server.';
    case 'unknown':
      return 'Whether the network lets it reach the API server is not known.';
    default:
      return 'The network lets it reach the API server.';
  }
}
