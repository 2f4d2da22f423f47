import { join } from 'path';
import { parseCidr } from '../../cidr';
import { Snapshot } from '../../snapshot/Snapshot';
import { leastCertain, ReservedPeer, strictest } from '../../vocabulary';
import { askNetwork, partiesOf } from '../../testing/askNetwork';
import {
  compareEvidence,
  FixtureCase,
  readFixtures,
  snapshotOfCase,
} from '../../testing/fixtures';
import { Party } from '../Layer';

const reserved: readonly string[] = [
  'world',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
];

function partyOf(text: string, snapshot: Snapshot): Party {
  if (reserved.includes(text)) {
    return { type: 'reserved', peer: text as ReservedPeer };
  }
  if (text.startsWith('fqdn:')) return { type: 'fqdn', name: text.slice(5) };
  if (text.startsWith('principal:')) {
    return { type: 'principal', principal: text.slice(10) };
  }
  if (text.startsWith('node:')) {
    const node = snapshot.nodes.find(n => n.name === text.slice(5));
    if (!node) throw new Error(`no node '${text}'`);
    return { type: 'node', node };
  }
  if (parseCidr(text)) return { type: 'address', cidr: text };
  const party = partiesOf(snapshot).get(text);
  if (!party) throw new Error(`no workload '${text}'`);
  return party;
}

function answerOf(testCase: FixtureCase, snapshot: Snapshot) {
  const ends = askNetwork(snapshot)({
    from: partyOf(testCase.from, snapshot),
    to: partyOf(testCase.to, snapshot),
    protocol: testCase.protocol ?? 'TCP',
    port: testCase.port ?? null,
    http: testCase.http,
    sni: testCase.sni,
    encryptedByMesh: testCase.encryptedByMesh,
  });
  const asked = testCase.direction
    ? [ends[testCase.direction]]
    : [ends.egress, ends.ingress];
  const outcome = strictest(asked.map(end => end.outcome));
  const decisive = asked.filter(end => end.outcome === outcome);
  const { missing, extra } = compareEvidence(
    testCase.because,
    decisive.flatMap(end => end.because),
  );
  return {
    outcome,
    certainty: leastCertain(decisive.map(end => end.certainty)),
    missing,
    // An end without any policy says nothing that a case must mention.
    extra: extra.filter(
      text => !['no-policy', 'outside-cluster', 'host-network'].includes(text),
    ),
  };
}

describe.each(
  readFixtures(join(__dirname, 'fixtures')).map(f => [f.file, f] as const),
)('%s', (_file, fixture) => {
  it.each(fixture.cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    expect(answerOf(c, snapshotOfCase(fixture, c))).toEqual({
      outcome: c.want,
      certainty: c.certainty ?? 'spec',
      missing: [],
      extra: [],
    });
  });
});
