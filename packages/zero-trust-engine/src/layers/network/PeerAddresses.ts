import { AddressRange } from '../../cidr';
import { WorkloadSet } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { IpSet } from '../../sets/IpSet';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { coversBlock } from './cutAddresses';
import { addressesOfPod } from './PeerIndex';

/** Workloads by where their addresses are. */
export interface Covered {
  /** Every address of the workload is in the set; it has one. */
  readonly every: WorkloadSet;
  readonly some: WorkloadSet;
  /** Some pod has one of these addresses, or may have: it has none yet. */
  readonly perhaps: WorkloadSet;
}

type Addressed = Pick<Snapshot, 'workloads' | 'ids'>;

/** Past so many sets of addresses they are worked out anew when asked for. */
const many = 10_000;

/** Which workloads have addresses in which sets, each set looked at once. */
export class PeerAddresses {
  /** Workloads some or all of whose pods have no address. */
  readonly unaddressed: WorkloadSet;
  /** By the text of a set: many policies name the same addresses. */
  private readonly byText = new Map<string, { set: IpSet; covered: Covered }>();
  private readonly bySet = new WeakMap<IpSet, Covered>();

  private constructor(
    private readonly of: Addressed,
    unaddressed: WorkloadSet,
  ) {
    this.unaddressed = unaddressed;
  }

  static of(addressed: Addressed): PeerAddresses {
    const { workloads, ids } = addressed;
    return new PeerAddresses(
      addressed,
      BitSet.of(
        ids.size,
        workloads.filter(lacksAddress).map(({ id }) => id),
      ),
    );
  }

  coveredBy(set: IpSet): Covered {
    const found = this.bySet.get(set);
    if (found) return found;
    const text = textOf(set);
    const covered = this.byText.get(text)?.covered ?? this.lookAtAll(set);
    this.byText.set(text, { set, covered });
    this.bySet.set(set, covered);
    return covered;
  }

  /** After some workloads came, went, or changed their pods. */
  after(
    addressed: Addressed,
    gone: readonly Workload[],
    come: readonly Workload[],
  ): PeerAddresses {
    const change = (
      set: WorkloadSet,
      belongs: (workload: Workload) => boolean,
    ): WorkloadSet => {
      const now = come.filter(belongs).map(({ id }) => id);
      const old = gone.map(({ id }) => id);
      const changed = set
        .subtract(BitSet.of(set.size, old))
        .union(BitSet.of(set.size, now));
      return changed.equals(set) ? set : changed;
    };
    const unaddressed = change(this.unaddressed, lacksAddress);
    const next = new PeerAddresses(addressed, unaddressed);
    if (this.byText.size > many) return next;
    for (const [text, { set, covered }] of this.byText) {
      const every = change(covered.every, w => isIn(set, w, 'every'));
      const some = change(covered.some, w => isIn(set, w, 'some'));
      const isSame =
        every === covered.every &&
        some === covered.some &&
        unaddressed === this.unaddressed;
      next.byText.set(text, {
        set,
        covered: isSame
          ? covered
          : { every, some, perhaps: some.union(unaddressed) },
      });
    }
    return next;
  }

  private lookAtAll(set: IpSet): Covered {
    const { workloads, ids } = this.of;
    const where = (how: 'every' | 'some') =>
      BitSet.of(
        ids.size,
        workloads.filter(w => isIn(set, w, how)).map(({ id }) => id),
      );
    const some = where('some');
    const perhaps = some.union(this.unaddressed);
    return { every: where('every'), some, perhaps };
  }
}

function isIn(set: IpSet, { pods }: Workload, how: 'every' | 'some'): boolean {
  const covers = (address: AddressRange) => coversBlock(set, address);
  const addresses = pods.flatMap(addressesOfPod);
  if (how === 'some') return addresses.some(covers);
  return addresses.length > 0 && addresses.every(covers);
}

function lacksAddress({ pods }: Workload): boolean {
  return pods.length === 0 || pods.some(pod => pod.addresses.length === 0);
}

const texts = new WeakMap<IpSet, string>();

/** Equal for equal sets, and quicker than their CIDRs. */
function textOf(set: IpSet): string {
  const known = texts.get(set);
  if (known !== undefined) return known;
  const [v4, v6] = [set.v4, set.v6].map(intervals =>
    intervals.map(({ first, last }) => `${first}-${last}`).join(),
  );
  const text = `${v4} ${v6}`;
  texts.set(set, text);
  return text;
}
