import {
  answerOf,
  callsIn,
  engineOfMesh,
  someRequests,
} from '../../testing/mesh/meshQuestions';
import { someMesh } from '../../testing/mesh/someMesh';
import { checkProperty, runsOf } from '../../testing/checkProperty';
import {
  MeshCall,
  askMeshNaively,
  isOddlySpoken,
  nameOf,
} from './askMeshNaively';
import { MeshManifests } from './manifests';

/** Where the engine says otherwise than the oracle; undefined: nowhere. */
function differenceIn(mesh: MeshManifests) {
  const engine = engineOfMesh(mesh);
  for (const way of callsIn(mesh)) {
    for (const request of someRequests) {
      const call = { ...way, request };
      if (isOddlySpoken(mesh, call)) continue;
      const oracle = askMeshNaively(mesh, call);
      const { outcome, transport, layers } = answerOf(engine, call);
      // Where the transport is open the engine need not see that all is refused.
      const open = oracle.transport === 'unknown' && outcome === 'unknown';
      const agrees =
        transport === oracle.transport && (open || outcome === oracle.outcome);
      if (!agrees) {
        return {
          ...asked(call),
          oracle,
          engine: { outcome, transport, layers },
        };
      }
    }
  }
  return undefined;
}

const asked = ({ client, server, port, service, request }: MeshCall) => ({
  from: nameOf(client),
  to: nameOf(server),
  port,
  ...(service ? { service: nameOf(service.object) } : {}),
  request,
});

describe('random meshes', () => {
  it('are judged as the oracle judges them', () => {
    checkProperty(someMesh, differenceIn, {
      runs: runsOf(500, 20_000),
      regressions: 'reference/mesh/regressions',
    });
  });
});
