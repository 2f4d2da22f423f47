import { Verdict } from '../../Verdict';
import { Workload } from '../../snapshot/Workload';
import { Part } from './Assessment';
import { Control } from './Control';
import { ControlContext } from './ControlContext';
import { namedCallers, NamedCaller } from './namedCallers';

/** Findings that say that a rule or setting breaks what it is meant for. */
const breaking = [
  'destination-rule-breaks-strict',
  'network-policy-forgets-tunnel',
  'principal-with-scheme',
  'rule-port-is-service-port',
];

/** Where every tunnelled connection arrives. */
const hbonePort = 15008;

/** What rules say may happen can happen. */
export const noBrokenConnection: Control = {
  id: 'no-broken-connection',
  title: 'No declared connection is broken',
  why: 'A call that a rule admits and another layer breaks is an outage that waits, and the usual repair is to open everything.',
  how: 'For every caller that an enforced rule of the workload names (a principal without wildcard, or the labels of a NetworkPolicy that selects at most ten workloads): whether the call can work on any declared TCP port that the rule means. Of callers named by labels only a broken transport counts, since identities may refuse on purpose. And findings about rules that defeat themselves.',
  layer: 'transport',
  scope: 'workload',
  severity: 'high',
  mapping: [],
  reasons: {
    works: '{caller} is named by a rule, and its calls can work.',
    broken: '{caller} is named by a rule, and its calls are broken: {because}.',
    refused:
      '{caller} is named by a rule, and another layer refuses it: {because}.',
    'cannot-tell':
      'Whether calls of {caller}, which a rule names, work cannot be told.',
    'defeats-itself': 'A rule or setting defeats itself: {code}.',
  },
  assess: (context, workload) => [
    ...(context.findings.get(workload.key) ?? [])
      .filter(({ code }) => breaking.includes(code))
      .map(
        ({ code, object, path }): Part => ({
          holds: false,
          reason: 'defeats-itself',
          object,
          ...(path === undefined ? {} : { path }),
          params: { code },
        }),
      ),
    ...distinct(callersOf(context, workload))
      .filter(({ caller }) => caller.key !== workload.key)
      .flatMap(named => partOf(context, named, workload)),
  ],
};

/** Whoever a rule of a waypoint's own pods names does not call these pods. */
function callersOf(
  context: ControlContext,
  workload: Workload,
): readonly NamedCaller[] {
  return context.enrolment.declared(workload) === 'waypoint'
    ? []
    : namedCallers(context, workload);
}

/** Each caller once, and rather by its identity than by its labels. */
function distinct(named: readonly NamedCaller[]): readonly NamedCaller[] {
  const byCaller = new Map<string, NamedCaller>();
  for (const one of named) {
    if (!byCaller.has(one.caller.key)) byCaller.set(one.caller.key, one);
  }
  return [...byCaller.values()];
}

function partOf(
  context: ControlContext,
  { caller, object, path, by, ports }: NamedCaller,
  workload: Workload,
): readonly Part[] {
  const verdicts = meantPorts(context, workload, ports).map(port =>
    context.engine.judge({
      from: { type: 'workload', ref: caller.ref },
      to: { type: 'workload', ref: workload.ref },
      protocol: 'TCP',
      port,
    }),
  );
  if (verdicts.length === 0) return [];
  const place = { object, path };
  const params = { caller: caller.key };
  if (
    verdicts.some(v => v.outcome === 'allow' || v.outcome === 'conditional')
  ) {
    return [{ holds: true, reason: 'works', ...place, params }];
  }
  if (verdicts.some(v => v.outcome === 'unknown')) {
    return [{ holds: 'unknown', reason: 'cannot-tell', ...place, params }];
  }
  const broken = verdicts.find(v => v.transport === 'broken');
  if (!broken && by === 'network') return [];
  const [first] = verdicts;
  return [
    {
      holds: false,
      reason: broken ? 'broken' : 'refused',
      ...place,
      params: { ...params, because: becauseOf(broken ?? first) },
    },
  ];
}

/** TCP ports of the workload that a rule means; of others nothing is expected. */
function meantPorts(
  { backends }: ControlContext,
  workload: Workload,
  named: NamedCaller['ports'],
): readonly number[] {
  const declared = backends
    .portsOf(workload)
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ port }) => port);
  if (named === 'any') return declared;
  const names = (port: number, name: string) =>
    workload.ports.some(p => p.port === port && p.name === name);
  return declared.filter(port =>
    named.some(({ protocol, ports }) => {
      if (protocol !== 'TCP' && protocol !== 'any') return false;
      if (ports === 'all') return true;
      if ('name' in ports) return names(port, ports.name);
      const includes = (one: number) => one >= ports.first && one <= ports.last;
      // Of ambient traffic the network sees the tunnel's port alone.
      return includes(port) || includes(hbonePort);
    }),
  );
}

/** The object, or the code, that refuses first. */
function becauseOf({ layers }: Verdict): string {
  const [refusing] = layers.filter(({ outcome }) => outcome === 'deny');
  const evidence = refusing?.because.find(({ policy }) => policy);
  return evidence?.policy ?? refusing?.because[0]?.reason ?? '';
}
