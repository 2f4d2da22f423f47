import { LayerName } from '../vocabulary';
import { LayerVerdict } from '../Verdict';
import { Layers, Named } from './Layer';

const named: Named = { ports: [], cidrs: [], fqdns: [] };

function unknown(layer: LayerName): LayerVerdict {
  return {
    layer,
    outcome: 'unknown',
    certainty: 'undefined',
    because: [{ reason: 'not-covered-yet' }],
  };
}

/** Layers that answer `unknown` to everything, until the real ones are there. */
export const notCoveredYet: Layers = {
  network: {
    judge: ({ direction }) => ({ ...unknown('network'), direction }),
    named: () => named,
    isolation: () => ({ state: 'unknown', by: [] }),
  },
  transport: {
    connect: ({ client, server, port }) => ({
      verdict: { ...unknown('transport'), mode: 'unknown' },
      transport: 'unknown',
      segments: [{ from: client, to: server, wirePort: port, mode: 'unknown' }],
      hops: [],
    }),
    named: () => named,
  },
  mesh: {
    judge: () => unknown('mesh'),
    operations: () => ({ allow: [], except: [], verdict: unknown('mesh') }),
    named: () => named,
  },
};
