import { Layers, Named } from '../layers/Layer';
import { compileNetworkLayer } from '../layers/network/networkLayer';
import { Snapshot } from '../snapshot/Snapshot';
import { LayerVerdict } from '../Verdict';

const named: Named = { ports: [], cidrs: [], fqdns: [] };

/** The real network layer, and a cluster without mesh above it. */
export function plainLayers(snapshot: Snapshot): Layers {
  const open: LayerVerdict = {
    layer: 'transport',
    mode: 'none',
    outcome: 'allow',
    certainty: 'spec',
    because: [{ reason: 'no-mesh' }],
  };
  return {
    network: compileNetworkLayer(snapshot),
    transport: {
      connect: ({ client, server, port }) => ({
        verdict: open,
        transport: 'none',
        segments: [{ from: client, to: server, wirePort: port, mode: 'none' }],
        hops: [],
      }),
      named: () => named,
      mayDetour: () => false,
    },
    mesh: {
      judge: () => ({ ...open, layer: 'mesh' }),
      operations: () => ({
        allow: 'any',
        except: [],
        verdict: { ...open, layer: 'mesh' },
      }),
      considered: () => [],
      named: () => named,
      claimsBehind: ({ claims }) => claims,
      mayName: () => false,
    },
  };
}
