import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aPolicy } from '../builders';
import { dated } from './dated';
import { perhaps, rarely, written } from './rarely';

const namespaces = fc.constantFrom('a', 'b', 'istio-system');

const someTls = fc.record({
  mode: fc.constantFrom('DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'),
  credentialName: rarely(fc.constant('secret')),
});

const someSettings = fc.record({
  tls: perhaps(someTls),
  loadBalancer: rarely(
    fc.constantFrom({ simple: 'PASSTHROUGH' }, { simple: 'RANDOM' }),
  ),
});

const someRule = fc.record({
  namespace: namespaces,
  host: fc.constantFrom(
    's0',
    's0',
    's1',
    's0.b.svc.cluster.local',
    's1.a.svc.cluster.local',
    '*.b.svc.cluster.local',
    '*.local',
    '*',
  ),
  exportTo: rarely(fc.constantFrom(['.'], ['*'], ['a'], ['b', '.'])),
  workloadSelector: perhaps(fc.constant({ matchLabels: { app: 'x' } })),
  settings: someSettings,
  port: perhaps(
    fc.record({ number: fc.constantFrom(80, 8080), settings: someSettings }),
  ),
  bare: rarely(fc.constant(true)),
});

/** DestinationRules: hosts of every form, export, ports, TLS of every kind. */
export const someDestinationRules: Arbitrary<readonly RawObject[]> = fc
  .array(someRule, { maxLength: 2 })
  .map(rules =>
    rules.map((rule, index) => {
      const { namespace, host, exportTo, workloadSelector, port } = rule;
      const trafficPolicy = {
        ...rule.settings,
        portLevelSettings: port && [
          { port: { number: port.number }, ...port.settings },
        ],
      };
      return aPolicy(
        'DestinationRule',
        { name: `d${index}`, namespace, creationTimestamp: dated(index) },
        written({
          host,
          exportTo,
          workloadSelector,
          ...(rule.bare ? {} : { trafficPolicy }),
        }),
      );
    }),
  );

const someSidecar = fc.record({
  namespace: namespaces,
  selector: perhaps(fc.constant({ labels: { app: 'x' } })),
  hosts: perhaps(
    fc.constantFrom(
      ['./*'],
      ['*/*'],
      ['~/*'],
      ['b/*', './s0.a.svc.cluster.local'],
      ['*/*.b.svc.cluster.local'],
      ['a/s0.a.svc.cluster.local'],
    ),
  ),
  mode: rarely(fc.constantFrom('REGISTRY_ONLY', 'ALLOW_ANY')),
});

/** Sidecar resources: what callers know, and what becomes of the rest. */
export const someSidecars: Arbitrary<readonly RawObject[]> = fc
  .array(someSidecar, { maxLength: 2 })
  .map(sidecars =>
    sidecars.map(({ namespace, selector, hosts, mode }, index) =>
      aPolicy(
        'Sidecar',
        { name: `c${index}`, namespace, creationTimestamp: dated(index) },
        written({
          workloadSelector: selector,
          egress: hosts && [{ hosts }],
          outboundTrafficPolicy: mode && { mode },
        }),
      ),
    ),
  );
