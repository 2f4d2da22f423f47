import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { answerOf, engineOfMesh } from '../../testing/mesh/meshQuestions';
import {
  MeshCall,
  NaiveMeshAnswer,
  askMeshNaively,
  nameOf,
} from './askMeshNaively';
import { NaiveRequest } from './hops';
import { MeshManifests, all } from './manifests';

/** A mesh that once was judged wrongly, and what is right. */
interface Regression extends MeshManifests {
  /** What the specification says. */
  readonly rule: string;
  readonly cases: readonly {
    readonly name: string;
    /** `namespace/pod`. */
    readonly from: string;
    readonly to: string;
    /** Of the pod. */
    readonly port: number;
    /** `namespace/name` of the Service that is dialled; absent: the address. */
    readonly service?: string;
    readonly request: NaiveRequest;
    readonly want: NaiveMeshAnswer;
  }[];
}

function callOf(
  mesh: Regression,
  { from, to, port, service, request }: Regression['cases'][number],
): MeshCall {
  const pod = (name: string) => {
    const found = all(mesh, 'Pod').find(p => nameOf(p) === name);
    if (!found) throw new Error(`no pod '${name}'`);
    return found;
  };
  const object = all(mesh, 'Service').find(s => nameOf(s) === service);
  const front = object?.spec.ports.find(p => p.targetPort === port);
  return {
    client: pod(from),
    server: pod(to),
    port,
    request,
    ...(object && front ? { service: { object, port: front.port } } : {}),
  };
}

const folder = join(__dirname, 'regressions');

describe.each(readdirSync(folder).sort())('%s', file => {
  const mesh = parse(readFileSync(join(folder, file), 'utf8')) as Regression;
  const engine = engineOfMesh(mesh);

  it('says which rule it pins', () => {
    expect(mesh.rule.trim()).not.toBe('');
    expect(mesh.cases).not.toEqual([]);
  });

  it.each(mesh.cases)('$name: $want.outcome', testCase => {
    const call = callOf(mesh, testCase);
    const { outcome, transport } = answerOf(engine, call);
    expect({ outcome, transport }).toEqual(testCase.want);
    expect(askMeshNaively(mesh, call)).toEqual(testCase.want);
  });
});
