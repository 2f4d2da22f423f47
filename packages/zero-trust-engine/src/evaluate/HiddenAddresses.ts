import { Snapshot } from '../snapshot/Snapshot';
import { AddressBook, canonicalAddress } from './AddressBook';
import { Unresolved } from './Ends';

/** Kinds whose objects have addresses. A Service's is only ever called. */
const owners = {
  caller: ['Pod', 'Node'],
  destination: ['Pod', 'Node', 'Service'],
} as const;

/**
 * Addresses that nobody is seen to have, while those who may have them cannot be
 * read: they are not outside of the cluster for sure.
 */
export class HiddenAddresses {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly known: AddressBook,
  ) {}

  /** Why it cannot be said whose an address is; undefined where it can. */
  ownerOf(
    address: string,
    as: 'caller' | 'destination',
  ): Unresolved | undefined {
    const isOne = canonicalAddress(address) !== undefined;
    if (!isOne || this.known.find(address)) return undefined;
    const kind = owners[as].find(key =>
      this.snapshot.gapsOf(key).some(gap => !gap.object),
    );
    return (
      kind && { reason: 'address-owner-unread', params: { address, kind } }
    );
  }
}
