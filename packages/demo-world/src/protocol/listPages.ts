import { randomUUID } from 'node:crypto';
import { KubeObject } from '../store/KubeObject';
import { KubeError } from './KubeError';

interface Snapshot {
  readonly items: readonly KubeObject[];
  readonly revision: number;
}

/** One page of a list as of one revision. */
export interface Page extends Snapshot {
  readonly continue?: string;
  readonly remaining?: number;
}

/** Beyond this many open lists the oldest is forgotten, and its token expires. */
const maxOpenLists = 100;

/**
 * Lists in pages. All pages of a list show one revision, as etcd's do, so the
 * snapshot is kept until its last page is read or compaction drops it.
 */
export class ListPages {
  private readonly open = new Map<string, Snapshot>();

  first(snapshot: Snapshot, limit: number): Page {
    if (!limit || snapshot.items.length <= limit) return snapshot;
    const id = randomUUID();
    this.open.set(id, snapshot);
    if (this.open.size > maxOpenLists)
      this.open.delete([...this.open.keys()][0]);
    return this.page(id, snapshot, 0, limit);
  }

  next(token: string, limit: number): Page {
    const [id, offset] = Buffer.from(token, 'base64url').toString().split('/');
    if (!/^\d+$/.test(offset ?? ''))
      throw KubeError.badRequest('continue key is not valid');
    const snapshot = this.open.get(id);
    if (!snapshot)
      throw KubeError.expired(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
      );
    return this.page(id, snapshot, Number(offset), limit || Infinity);
  }

  /** Lets every token expire. */
  expireAll(): void {
    this.open.clear();
  }

  private page(
    id: string,
    snapshot: Snapshot,
    offset: number,
    limit: number,
  ): Page {
    const end = offset + limit;
    const items = snapshot.items.slice(offset, end);
    const remaining = snapshot.items.length - offset - items.length;
    if (remaining <= 0) {
      // Keeping the snapshot lets a client repeat the last page after a lost answer.
      return { items, revision: snapshot.revision };
    }
    return {
      items,
      revision: snapshot.revision,
      remaining,
      continue: Buffer.from(`${id}/${end}`).toString('base64url'),
    };
  }
}
