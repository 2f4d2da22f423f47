import { portChain } from '../../layers/transport/portChain';
import { AuthorizationRule, Clause } from '../../snapshot/AuthorizationRule';
import { ClusterService } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Part } from './Assessment';
import { Control } from './Control';
import { ControlContext } from './ControlContext';
import { EnforcedAt, enforcersOf, waypointOf } from './enforcers';
import { mappingOf } from './frameworks';
import { enforcedRules } from './noWildcardPrincipal';
import { portsAccepting } from './portsAccepting';
import { unseenPods, unseenPodsReason } from './running';

/** Callers of an HTTP port may do what they need to, and no more. */
export const httpRule: Control = {
  id: 'http-rule',
  title: 'HTTP ports limited to methods and paths',
  why: 'A caller that may reach the port may do everything behind it: read, change and delete. A rule for the operation leaves what the caller needs.',
  how: 'For every port that a Service declares as HTTP: every ALLOW rule that is enforced before it by a proxy that reads HTTP (sidecar or waypoint) names methods or paths. ztunnel reads no HTTP. Ports whose protocol is detected are not counted. HTTP rules of Cilium are not weighed: unknown where there are any.',
  layer: 'mesh',
  scope: 'workload',
  severity: 'medium',
  mapping: mappingOf({ nist: ['3', '6'], pci: ['1.2.5', '7.2.2'] }),
  reasons: {
    ...unseenPodsReason,
    limited: 'The rule names methods or paths for port {port}.',
    'nobody-admitted': 'No rule admits anybody to port {port}.',
    'any-operation':
      'The rule admits its callers to everything on port {port}.',
    'no-allow-rule':
      'No ALLOW rule is enforced before port {port}: everything is admitted.',
    'no-http-proxy':
      'No proxy that reads HTTP stands before port {port} ({because}).',
    'cilium-rules': 'Cilium has HTTP rules here, which are not weighed.',
    'enforcement-unknown':
      'What is enforced before port {port} cannot be told ({because}).',
  },
  assess: (context, workload) =>
    httpPortsOf(context, workload).flatMap(({ port, service }) => [
      ...pointsBefore(context, workload, port, service).flatMap(point =>
        partsAt(context, workload, point, port),
      ),
      ...unseenPods(context, workload),
    ]),
};

function httpPortsOf({ backends }: ControlContext, workload: Workload) {
  return backends.portsOf(workload).flatMap(({ port, protocol }) => {
    const found = backends.serviceFor(workload, protocol, port);
    return protocol === 'TCP' && found && portChain(found.port) === 'http'
      ? [{ port, service: found.service }]
      : [];
  });
}

/** What stands before the port; holes in a sidecar leave nothing there. */
function pointsBefore(
  context: ControlContext,
  workload: Workload,
  port: number,
  service: ClusterService,
): readonly EnforcedAt[] {
  const uncaptured = portsAccepting(context, workload)
    .filter(
      open => open.port === port && open.acceptance.accepts === 'not-enforced',
    )
    .map(
      ({ running, acceptance }): EnforcedAt => ({
        state: 'not-enforced',
        reason: acceptance.reason ?? '',
        object: running.object,
      }),
    );
  const holes = new Set(uncaptured.map(({ object }) => object));
  const pods = enforcersOf(context, workload).filter(
    point =>
      !holes.has(point.object) &&
      (point.state !== 'enforced' || point.point !== 'waypoint'),
  );
  const atPods = pods.filter(
    point => point.state !== 'enforced' || point.point === 'sidecar',
  );
  const ambient = pods.length > atPods.length;
  const waypoint = ambient ? waypointOf(context, service) : [];
  const none: EnforcedAt = {
    state: 'not-enforced',
    reason: 'no-waypoint',
    object: `Service ${service.meta.namespace}/${service.meta.name}`,
  };
  return [
    ...uncaptured,
    ...atPods,
    ...(ambient && waypoint.length === 0 ? [none] : waypoint),
  ];
}

function partsAt(
  context: ControlContext,
  workload: Workload,
  point: EnforcedAt,
  port: number,
): readonly Part[] {
  const { object } = point;
  const text = String(port);
  if (point.state !== 'enforced') {
    const params = { port: text, because: point.reason };
    if (point.state === 'unknown') {
      return [
        { holds: 'unknown', reason: 'enforcement-unknown', object, params },
      ];
    }
    return ciliumReadsHttp(context, workload)
      ? [{ holds: 'unknown', reason: 'cilium-rules', object }]
      : [{ holds: false, reason: 'no-http-proxy', object, params }];
  }
  const { allow, custom, gaps, patchedBy } = point.policies;
  const [because] = [
    ...gaps.map(gap => gap.detail ?? gap.kind),
    ...patchedBy,
    ...(custom.length > 0 ? ['external authorizer'] : []),
  ];
  const unclear: readonly Part[] =
    because === undefined
      ? []
      : [
          {
            holds: 'unknown',
            reason: 'enforcement-unknown',
            object,
            params: { port: text, because },
          },
        ];
  if (allow.length === 0) {
    return unclear.length > 0
      ? unclear
      : [
          {
            holds: false,
            reason: 'no-allow-rule',
            object,
            params: { port: text },
          },
        ];
  }
  const rules = allow.flatMap(policy =>
    enforcedRules(policy, point)
      .filter(rule => admitsTo(rule, text))
      .map((rule): Part => {
        const holds = clausesFor(rule, text).every(limits);
        const reason = holds ? 'limited' : 'any-operation';
        const { path } = rule;
        return {
          holds,
          reason,
          object: policy.name,
          path,
          params: { port: text },
        };
      }),
  );
  const nobody = {
    holds: true,
    reason: 'nobody-admitted',
    object,
    params: { port: text },
  };
  return [...(rules.length > 0 ? rules : [nobody]), ...unclear];
}

/** A rule without `to` has one clause without any condition. */
const clausesOf = ({
  to,
}: AuthorizationRule): readonly Pick<Clause, 'conditions'>[] =>
  to ?? [{ conditions: [] }];

const clausesFor = (rule: AuthorizationRule, port: string) =>
  clausesOf(rule).filter(({ conditions }) =>
    conditions
      .filter(({ attribute }) => attribute === 'destination.port')
      .every(({ values, notValues }) =>
        values.length > 0 ? values.includes(port) : !notValues.includes(port),
      ),
  );

const admitsTo = (rule: AuthorizationRule, port: string) =>
  clausesFor(rule, port).length > 0;

/** Everything is no limit, however it is written. */
const everything = ['*', '/*', '/**', '/{**}'];

function limits({ conditions }: Pick<Clause, 'conditions'>): boolean {
  return conditions.some(
    ({ attribute, values }) =>
      (attribute === 'request.method' || attribute === 'request.path') &&
      values.length > 0 &&
      !values.some(value => everything.includes(value)),
  );
}

/** Whether Cilium has an HTTP rule for the workload. */
function ciliumReadsHttp(
  { snapshot, ciliumSelectors }: ControlContext,
  { namespace, id }: Workload,
): boolean {
  if (snapshot.facts.cni !== 'cilium') return false;
  return [
    ...snapshot
      .objects('CiliumNetworkPolicy')
      .filter(({ meta }) => meta.namespace === namespace),
    ...snapshot.objects('CiliumClusterwideNetworkPolicy'),
  ].some(({ rules }) =>
    rules.some(
      ({ endpoints, sections }) =>
        endpoints !== undefined &&
        ciliumSelectors().workloads(endpoints).has(id) &&
        sections.some(
          ({ direction, toPorts }) =>
            direction === 'ingress' &&
            toPorts.some(({ http }) => http !== undefined),
        ),
    ),
  );
}
