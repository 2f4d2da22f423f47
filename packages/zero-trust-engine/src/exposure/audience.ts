import { parseCidr, rangeContains } from '../cidr';
import { ClusterService, Snapshot } from '../snapshot/Snapshot';
import { hasAll } from './controllers';
import { Audience, EntrySource } from './EntryPoint';

/** Annotations by which clouds are told to keep a load balancer inside. */
const internal: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-internal': [
    'true',
    '0.0.0.0/0',
  ],
  'service.beta.kubernetes.io/aws-load-balancer-scheme': ['internal'],
  'service.beta.kubernetes.io/azure-load-balancer-internal': ['true'],
  'networking.gke.io/load-balancer-type': ['Internal', 'internal'],
  'cloud.google.com/load-balancer-type': ['Internal', 'internal'],
  'service.beta.kubernetes.io/oci-load-balancer-internal': ['true'],
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': ['private'],
  'service.beta.kubernetes.io/openstack-internal-load-balancer': ['true'],
};

/** Addresses that the Internet does not route, shared address space included. */
const unrouted = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
].flatMap(cidr => parseCidr(cidr) ?? []);

/** Who can dial a load balancer. */
export function audienceOfLoadBalancer(service: ClusterService): Audience {
  const { meta, loadBalancerSourceRanges, loadBalancerAddresses } = service;
  const isInternal = Object.entries(internal).some(([key, values]) =>
    values.includes(meta.annotations[key] ?? ''),
  );
  if (isInternal) return { who: 'private-network' };
  if (loadBalancerSourceRanges.length > 0) {
    return { who: 'ranges', ranges: loadBalancerSourceRanges };
  }
  return audienceOfAddresses(loadBalancerAddresses) ?? { who: 'internet' };
}

/** What published addresses say alone; names say nothing. */
export function audienceOfAddresses(
  addresses: readonly string[],
): Audience | undefined {
  const ranges = addresses.map(parseCidr);
  if (ranges.length === 0 || ranges.includes(undefined)) return undefined;
  const isPrivate = ranges.every(
    range => range && unrouted.some(block => rangeContains(block, range)),
  );
  return isPrivate ? { who: 'private-network' } : { who: 'internet' };
}

/** Who can dial the proxies in between: what the Services before them say. */
export function audienceOfProxies(
  { services, workloads }: Snapshot,
  source: EntrySource,
): Audience {
  if (source.seenAs !== 'workloads') return { who: 'unknown' };
  const proxies = workloads.filter(w => source.workloads.includes(w.key));
  const before = services.filter(
    ({ meta, selector }) =>
      selector &&
      proxies.some(
        proxy => proxy.namespace === meta.namespace && hasAll(proxy, selector),
      ),
  );
  return widest(
    before.flatMap((service): readonly Audience[] => {
      if (service.type === 'LoadBalancer') {
        return [audienceOfLoadBalancer(service)];
      }
      return service.type === 'NodePort' ? [{ who: 'node-network' }] : [];
    }),
  );
}

const widestFirst = [
  'internet',
  'ranges',
  'unknown',
  'node-network',
  'private-network',
] as const satisfies readonly Audience['who'][];

/** The widest of several ways to the same proxy. */
function widest(audiences: readonly Audience[]): Audience {
  return (
    widestFirst.flatMap(who => audiences.filter(a => a.who === who))[0] ?? {
      who: 'unknown',
    }
  );
}
