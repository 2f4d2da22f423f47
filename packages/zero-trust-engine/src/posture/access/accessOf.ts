import { Engine } from '../../evaluate/Engine';
import { Permission } from '../../evaluate/Permission';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Outcome } from '../../vocabulary';
import { runningOf, unseenPods } from '../controls/running';
import { AccessGrant, AccessIndex } from './AccessIndex';
import { AccessPosture, RiskyGrant } from './AccessPosture';
import { mountsToken } from './automount';
import { riskyRightsOf } from './riskyRights';

/** Kubernetes, default roles: they exist whether their objects were read or not. */
const builtIn = ['cluster-admin', 'admin', 'edit', 'view'];

/** Access of one engine's workloads; reads the bindings once. */
export function accessOf(
  engine: Engine,
): (workload: Workload) => AccessPosture {
  const access = new AccessIndex(engine.snapshot);
  return workload => {
    const { namespace, serviceAccount } = workload;
    const grants = access.grantsOf(namespace, serviceAccount);
    return {
      account: `${namespace}/${serviceAccount}`,
      granted: grants.some(isGiven),
      risky: grants.flatMap(riskyGrantsOf),
      unreadRoles: grants
        .filter(isUnread)
        .map(({ binding, role }) => ({ binding, role })),
      unread: access.unread,
      token: tokenOf(engine.snapshot, workload),
      apiServer: reachesApiServer(engine.permissions(workload.key, 'egress')),
    };
  };
}

/** Kubernetes: a binding to a role that does not exist gives nothing. */
function isGiven({ direct, rules, ...grant }: AccessGrant): boolean {
  return (
    direct && (rules ? rules.length > 0 : isUnread(grant) || isAdmin(grant))
  );
}

function isUnread({ role, rules }: Pick<AccessGrant, 'role' | 'rules'>) {
  return (
    !rules &&
    !isAdmin({ role }) &&
    builtIn.some(name => role === `ClusterRole ${name}`)
  );
}

function isAdmin({ role }: Pick<AccessGrant, 'role'>): boolean {
  return role === 'ClusterRole cluster-admin';
}

function riskyGrantsOf(grant: AccessGrant): readonly RiskyGrant[] {
  const { binding, role, namespace, rules } = grant;
  const place = { namespace, binding, role };
  const all = rules?.find(
    ({ verbs, groups, resources, names }) =>
      names.length === 0 &&
      [verbs, groups, resources].every(words => words.includes('*')),
  );
  if (all || isAdmin(grant)) {
    const path = all ? { path: all.path } : {};
    return [{ right: 'everything', means: 'do everything', ...place, ...path }];
  }
  const found = new Map(
    (rules ?? []).flatMap(rule =>
      riskyRightsOf(rule).map(({ code, means }) => [
        code,
        { right: code, means, ...place, path: rule.path },
      ]),
    ),
  );
  return [...found.values()];
}

function tokenOf(
  snapshot: Snapshot,
  workload: Workload,
): AccessPosture['token'] {
  const mounted = runningOf({ snapshot }, workload).map(({ shape }) =>
    mountsToken(snapshot, workload.namespace, shape),
  );
  const unseen = unseenPods({ snapshot }, workload).length > 0;
  if (unseen || mounted.length === 0 || mounted.includes('unknown')) {
    return 'unknown';
  }
  if (!mounted.includes(true)) return 'no-pod';
  return mounted.includes(false) ? 'some-pods' : 'all-pods';
}

const bestFirst = ['allow', 'conditional', 'unknown'] as const;

/** The best that any port of it gets: which one it listens on is not known. */
function reachesApiServer(rows: readonly Permission[]): Outcome {
  const outcomes = rows
    .filter(
      ({ peer, traffic }) =>
        peer.type === 'reserved' &&
        peer.peer === 'kube-apiserver' &&
        traffic.protocol === 'TCP',
    )
    .map(({ outcome }) => outcome);
  return bestFirst.find(outcome => outcomes.includes(outcome)) ?? 'deny';
}
