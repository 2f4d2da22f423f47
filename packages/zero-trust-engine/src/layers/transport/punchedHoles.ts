import { Workload } from '../../snapshot/Workload';

const ports = [
  'excludeInboundPorts',
  'includeInboundPorts',
  'excludeOutboundPorts',
  'includeOutboundPorts',
].map(name => `traffic.sidecar.istio.io/${name}`);

const ranges = ['excludeOutboundIPRanges', 'includeOutboundIPRanges'].map(
  name => `traffic.sidecar.istio.io/${name}`,
);

/** What annotations of a workload's pods name that their sidecars pass by. */
export interface PunchedHoles {
  readonly ports: readonly number[];
  readonly ranges: readonly string[];
}

const none: PunchedHoles = { ports: [], ranges: [] };

// Only remembers: a workload never changes.
const known = new WeakMap<Workload, PunchedHoles>();

/** The holes of a workload; ports may be no numbers and ranges no addresses. */
export function punchedHoles(workload: Workload): PunchedHoles {
  const found = known.get(workload);
  if (found) return found;
  const { pods, template } = workload;
  const shapes = [...pods, ...(template ? [template] : [])];
  const named = (keys: readonly string[]) =>
    shapes.flatMap(({ annotations }) =>
      keys.flatMap(key => (annotations[key] ?? '').split(',')),
    );
  const isOpen = shapes.some(({ annotations }) =>
    [...ports, ...ranges].some(key => annotations[key] !== undefined),
  );
  const made = isOpen
    ? { ports: named(ports).map(Number), ranges: named(ranges) }
    : none;
  known.set(workload, made);
  return made;
}
