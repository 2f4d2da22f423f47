import { parse, parseAllDocuments } from 'yaml';
import { compile } from '../evaluate/compile';
import { Permission } from '../evaluate/Permission';
import { buildSnapshot } from '../snapshot/buildSnapshot';
import { coversInternet } from './coversInternet';

/** The address rows that the engine makes of one ingress rule's `from`. */
function rowsFor(from: string): readonly (readonly string[])[] {
  const objects = parseAllDocuments(`
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: main, image: web, ports: [{ containerPort: 80 }] }] }
status: { phase: Running, podIP: 10.1.0.1, podIPs: [{ ip: 10.1.0.1 }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: callers, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: ${from} }] }
`).map(document => document.toJS());
  const snapshot = buildSnapshot({
    cluster: 'test',
    objects,
    gaps: [],
    facts: { cni: 'calico', istio: { installed: false } },
    parseYaml: parse,
  });
  const [{ key }] = snapshot.workloads;
  return compile(snapshot)
    .permissions(key, 'ingress')
    .filter(({ outcome }: Permission) => outcome === 'allow')
    .flatMap(({ peer }) => (peer.type === 'addresses' ? [peer.cidrs] : []));
}

describe('coversInternet', () => {
  it.each([
    ['everybody', '[{ ipBlock: { cidr: 0.0.0.0/0 } }]'],
    [
      'everybody but private addresses',
      '[{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16] } }]',
    ],
    [
      'everybody but the metadata address and one office',
      '[{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32, 81.2.69.0/24] } }]',
    ],
    [
      'everybody in two halves',
      '[{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }]',
    ],
  ])('is true of the row for %s', (_what, from) => {
    const rows = rowsFor(from);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(coversInternet)).not.toEqual([]);
  });

  it.each([
    ['private addresses', '[{ ipBlock: { cidr: 10.0.0.0/8 } }]'],
    ['one office', '[{ ipBlock: { cidr: 81.2.69.0/24 } }]'],
    ['a quarter of all addresses', '[{ ipBlock: { cidr: 64.0.0.0/2 } }]'],
  ])('is false of the row for %s', (_what, from) => {
    const rows = rowsFor(from);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(coversInternet)).toEqual([]);
  });

  it.each([
    [['::/0'], true],
    [['2000::/3'], true],
    [['2000::/4'], false],
    [['fc00::/7'], false],
    [[], false],
  ])('knows of IPv6 what is given out: %j is %s', (cidrs, expected) => {
    expect(coversInternet(cidrs)).toBe(expected);
  });

  it('adds up what several blocks cover', () => {
    const eighths = Array.from({ length: 7 }, (_, i) => `${i * 32}.0.0.0/3`);
    expect(coversInternet(eighths)).toBe(true);
    expect(coversInternet(eighths.slice(1))).toBe(false);
  });
});
