import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aPolicy } from '../builders';
import { dated } from './dated';
import { perhaps, rarely, written } from './rarely';

const modes = ['STRICT', 'PERMISSIVE', 'DISABLE'] as const;

const somePeerAuthentication = fc.record({
  namespace: fc.constantFrom('a', 'a', 'b', 'istio-system', 'istio-system'),
  selector: fc.constantFrom(
    undefined,
    { matchLabels: { app: 'x' } },
    { matchLabels: { app: 'x' } },
    { matchLabels: { app: 'y' } },
    { matchLabels: {} },
    {},
  ),
  mode: fc.constantFrom(undefined, 'UNSET', 'STRICT', ...modes),
  port: perhaps(fc.constantFrom('UNSET', ...modes)),
  otherPort: rarely(fc.constantFrom(...modes)),
});

/** PeerAuthentications of every scope and mode, with exceptions for ports. */
export const somePeerAuthentications: Arbitrary<readonly RawObject[]> = fc
  .array(somePeerAuthentication, { maxLength: 4 })
  .map(found =>
    found.map(({ namespace, selector, mode, port, otherPort }, index) =>
      aPolicy(
        'PeerAuthentication',
        { name: `m${index}`, namespace, creationTimestamp: dated(index) },
        written({
          selector,
          ...(mode ? { mtls: { mode } } : {}),
          ...(selector?.matchLabels && (port || otherPort)
            ? {
                portLevelMtls: {
                  ...(port ? { 8080: { mode: port } } : {}),
                  ...(otherPort ? { 9090: { mode: otherPort } } : {}),
                },
              }
            : {}),
        }),
      ),
    ),
  );
