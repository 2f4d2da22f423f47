import {
  answerOf,
  callsIn,
  engineOfMesh,
  openAnswerOf,
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
import { NaiveRequest } from './hops';
import { MeshManifests, all } from './manifests';

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

/** Tokens that somebody refuses are bad ones, of which an open question knows nothing. */
function hasGoodToken(mesh: MeshManifests, { token }: NaiveRequest): boolean {
  return all(mesh, 'RequestAuthentication').every(({ spec }) =>
    spec.jwtRules.every(({ issuer }) => !token || token.iss === issuer),
  );
}

/** Where an answer without a request is not borne out by each of them. */
function roundedIn(mesh: MeshManifests) {
  const engine = engineOfMesh(mesh);
  for (const way of callsIn(mesh)) {
    const { outcome, layers } = openAnswerOf(engine, way);
    if (outcome !== 'allow' && outcome !== 'deny') continue;
    for (const request of someRequests) {
      const call = { ...way, request };
      if (isOddlySpoken(mesh, call) || !hasGoodToken(mesh, request)) continue;
      const oracle = askMeshNaively(mesh, call);
      if (oracle.outcome !== outcome) {
        return { ...asked(call), oracle, engine: { outcome, layers } };
      }
    }
  }
  return undefined;
}

describe('random meshes', () => {
  it('are judged as the oracle judges them', () => {
    checkProperty(someMesh, differenceIn, {
      runs: runsOf(500, 20_000),
      regressions: 'reference/mesh/regressions',
    });
  });

  it('get an answer without a request only where every request gets it', () => {
    checkProperty(someMesh, roundedIn, {
      runs: runsOf(150, 5_000),
      regressions: 'reference/mesh/regressions',
    });
  });
});
