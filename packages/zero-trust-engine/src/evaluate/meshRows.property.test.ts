import { matchPath, normalizePath } from '../layers/mesh/matchPath';
import { matchPattern } from '../layers/mesh/matchPattern';
import { HttpOperation } from '../layers/Layer';
import { HttpRequest } from '../Connection';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { engineOfMesh } from '../testing/mesh/meshQuestions';
import { someMesh } from '../testing/mesh/someMesh';
import { Workload } from '../snapshot/Workload';
import { Engine } from './Engine';
import { Permission } from './Permission';

const options = {
  runs: runsOf(40, 4_000),
  regressions: 'evaluate/regressions',
};
const ports = [80, 8080, 9090, 7070, 15008, 15020];
const requests: readonly HttpRequest[] = [
  { method: 'GET', path: '/v1/x?q=1', host: 'api', headers: {} },
  { method: 'POST', path: '/admin', host: 'www.example', headers: { x: 'y' } },
  { method: 'DELETE', path: '/other', host: 'api:80', headers: {} },
];

function pairsIn({ snapshot: { workloads } }: Engine) {
  return workloads.flatMap(from =>
    workloads.flatMap(to => (from === to ? [] : [[from, to] as const])),
  );
}

function rowAt(
  rows: readonly Permission[],
  key: string,
  port: number,
): Permission | undefined {
  const found = rows.filter(
    ({ peer, traffic }) =>
      peer.type === 'workload' &&
      peer.key === key &&
      traffic.protocol === 'TCP' &&
      traffic.ports.some(({ first, last }) => first <= port && port <= last),
  );
  if (found.length > 1) throw new Error('two rows speak of the same point');
  return found[0];
}

const judge = (
  engine: Engine,
  from: Workload,
  to: Workload,
  port: number,
  http?: HttpRequest | null,
) =>
  engine.judge({
    from: { type: 'workload', ref: from.ref },
    to: { type: 'workload', ref: to.ref },
    protocol: 'TCP',
    port,
    http,
    ...(http ? { requestClaims: {} } : {}),
  });

/** Whether a request is one of the operations; undefined where that is open. */
function takes(
  operation: HttpOperation,
  { method = '', path = '', host = '' }: HttpRequest,
): boolean | undefined {
  const any = (
    values: readonly string[] | undefined,
    test: (value: string) => boolean,
  ) => values === undefined || values.some(test);
  const none = (
    values: readonly string[] | undefined,
    test: (value: string) => boolean,
  ) => values === undefined || !values.some(test);
  const isMethod = (value: string) => matchPattern(value, method);
  const isPath = (value: string) =>
    matchPath(value, normalizePath(path, 'BASE'));
  const isHost = (value: string) =>
    matchPattern(value.toLowerCase(), host.toLowerCase());
  const fits =
    any(operation.methods, isMethod) &&
    none(operation.notMethods, isMethod) &&
    any(operation.paths, isPath) &&
    none(operation.notPaths, isPath) &&
    any(operation.hosts, isHost) &&
    none(operation.notHosts, isHost);
  if (!fits) return false;
  return operation.when === undefined ? true : undefined;
}

/** `yes`, `no`, or undefined where a condition is open. */
function isIn(
  { allow, except }: NonNullable<Permission['traffic']['http']>,
  request: HttpRequest,
): boolean | undefined {
  const wanted = allow === 'any' ? [true] : allow.map(o => takes(o, request));
  const excepted = except.map(o => takes(o, request));
  if (excepted.includes(true) || wanted.every(w => w === false)) return false;
  return wanted.includes(true) && excepted.every(e => e === false)
    ? true
    : undefined;
}

describe('the rows of random meshes', () => {
  it('say what single questions answer', () => {
    checkProperty(
      someMesh,
      mesh => {
        const engine = engineOfMesh(mesh);
        for (const [from, to] of pairsIn(engine)) {
          const rows = engine.permissions(to.key, 'ingress');
          for (const port of ports) {
            const row = rowAt(rows, from.key, port);
            const { outcome, transport } = judge(engine, from, to, port);
            // A row that lists its requests allows those that it lists.
            const said =
              row?.traffic.http && outcome === 'conditional'
                ? 'conditional'
                : row?.outcome ?? 'deny';
            if (said !== outcome || (row && row.transport !== transport)) {
              return { from: from.key, to: to.key, port, outcome, row };
            }
          }
        }
        return undefined;
      },
      options,
    );
  });

  it('list the requests that pass, and no others', () => {
    let listed = 0;
    checkProperty(
      someMesh,
      mesh => {
        const engine = engineOfMesh(mesh);
        for (const [from, to] of pairsIn(engine)) {
          const rows = engine.permissions(to.key, 'ingress');
          for (const port of ports) {
            const row = rowAt(rows, from.key, port);
            const http = row?.traffic.http;
            for (const request of http ? requests : []) {
              listed += 1;
              const { outcome } = judge(engine, from, to, port, request);
              const member = isIn(http!, request);
              const right =
                (member === true && outcome !== 'deny') ||
                (member === false && outcome === 'deny') ||
                (member === undefined && row?.outcome !== 'allow');
              const exact =
                row?.outcome !== 'allow' ||
                outcome === (member ? 'allow' : 'deny');
              if (!right || !exact) {
                return {
                  from: from.key,
                  to: to.key,
                  port,
                  request,
                  outcome,
                  row,
                };
              }
            }
          }
        }
        return undefined;
      },
      options,
    );
    expect(listed).toBeGreaterThan(20);
  });

  it('are the same seen from the caller and from the callee', () => {
    checkProperty(
      someMesh,
      mesh => {
        const engine = engineOfMesh(mesh);
        for (const [from, to] of pairsIn(engine)) {
          for (const port of ports) {
            const out = rowAt(
              engine.permissions(from.key, 'egress'),
              to.key,
              port,
            );
            const into = rowAt(
              engine.permissions(to.key, 'ingress'),
              from.key,
              port,
            );
            const meaning = (row: Permission | undefined) =>
              JSON.stringify({ ...row, peer: undefined });
            if (meaning(out) !== meaning(into)) return { port, out, into };
          }
        }
        return undefined;
      },
      options,
    );
  });
});
