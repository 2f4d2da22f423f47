import { selectionOf } from '../Selection';
import { parseCidr } from '../../../cidr';
import { snapshotFromYaml } from '../../../testing/fromYaml';
import { kindEnforcement } from '../enforcement';
import { Identity } from '../NetworkRule';
import { PeerView } from '../PeerView';
import { CiliumPrograms, CiliumSubject } from './CiliumPrograms';
import { ciliumProfile } from './CiliumProfile';
import { CiliumReading } from './CiliumReading';

// Endpoints of Cilium's own are no pods, so no question to the engine names them;
// policies select them all the same, and people take them down with an empty selector.

const peer = (identity: Identity, address?: string): PeerView => ({
  identities: new Set([identity]),
  possibly: new Set(),
  address: address === undefined ? undefined : parseCidr(address),
});
const world = peer('world', '1.1.1.1');

function judge(
  policies: string,
  about: {
    readonly identity: Extract<CiliumSubject, { type: 'identity' }>['identity'];
    readonly direction: 'ingress' | 'egress';
    readonly view: PeerView;
    readonly port: number;
    readonly protocol?: 'TCP' | 'UDP';
  },
) {
  const snapshot = snapshotFromYaml(policies, {
    cni: 'cilium',
    cilium: { version: '1.20' },
  });
  const profile = ciliumProfile(snapshot.facts);
  const programs = new CiliumPrograms(
    snapshot,
    selectionOf(snapshot),
    profile,
    kindEnforcement(snapshot.facts),
  );
  const program = programs.program(
    { type: 'identity', identity: about.identity },
    about.direction,
  );
  return new CiliumReading(programs, profile).judge(program, about.view, {
    protocol: about.protocol ?? 'TCP',
    port: about.port,
    destinations: [],
    encryptedByMesh: false,
  }).outcome;
}

describe('an endpoint that has no labels yet', () => {
  const dnsOnly = `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: init }
specs:
  - endpointSelector: { matchLabels: { 'reserved:init': '' } }
    ingress: [{ fromEntities: [host] }]
    egress: [{ toEntities: [all], toPorts: [{ ports: [{ port: '53', protocol: UDP }] }] }]
`;
  const init = {
    identity: 'init',
    direction: 'egress',
    view: world,
    port: 53,
  } as const;

  it('M05 may do what a policy for it allows, and nothing else', () => {
    expect(judge(dnsOnly, { ...init, protocol: 'UDP' })).toBe('allow');
    expect(judge(dnsOnly, { ...init, port: 80 })).toBe('deny');
  });

  it('is closed without any policy', () => {
    const other = dnsOnly.replace('reserved:init', 'reserved:health');
    expect(judge(other, init)).toBe('deny');
  });
});

describe("Cilium's health endpoint", () => {
  const fromNodes = (selector: string) => `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: health }
spec:
  endpointSelector: { matchLabels: ${selector} }
  ingress: [{ fromEntities: [remote-node] }]
`;
  const check = {
    identity: 'health',
    direction: 'ingress',
    view: peer('remote-node', '10.9.0.2'),
    port: 4240,
  } as const;

  it('L17 answers to other nodes alone once a policy selects it', () => {
    const policy = fromNodes("{ 'reserved:health': '' }");
    expect(judge(policy, check)).toBe('allow');
    expect(judge(policy, { ...check, view: world })).toBe('deny');
  });

  it('L17 is not selected by a value that reads health', () => {
    const policy = fromNodes('{ reserved: health }');
    expect(judge(policy, { ...check, view: world })).toBe('allow');
  });

  it('is taken down by a clusterwide policy for everything', () => {
    const policy = fromNodes('{}').replace('remote-node', 'world');
    expect(judge(policy, check)).toBe('deny');
  });
});
