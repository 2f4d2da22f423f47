import { Snapshot, Workload } from '@ztn/zero-trust-engine';

/** So many workloads of one word tell enough: one that may be seen suffices. */
const ENOUGH = 200;

/**
 * The workloads that a word of a policy may stand for: their name, namespace,
 * account or a value of their labels. A policy says by these whom it admits, and
 * that may be someone whom the reader must not know of.
 */
export class NamedWorkloads {
  private readonly keysByWord = new Map<string, Set<string>>();

  constructor({ workloads, namespaces }: Snapshot, words: Iterable<string>) {
    for (const word of words) this.keysByWord.set(word, new Set());
    const labelsOf = new Map(
      [...namespaces.values()].map(({ name, labels }) => [name, labels]),
    );
    for (const workload of workloads) {
      const around = labelsOf.get(workload.namespace) ?? {};
      for (const word of wordsFor(workload, around)) {
        const keys = this.keysByWord.get(word);
        if (keys && keys.size < ENOUGH) keys.add(workload.key);
      }
    }
  }

  /** Keys of all of them. */
  *all(): Generator<string> {
    for (const keys of this.keysByWord.values()) yield* keys;
  }

  /** Whether a word stands for nobody but workloads that must not be seen. */
  isHidden(word: string, isVisible: (key: string) => boolean): boolean {
    const keys = [...(this.keysByWord.get(word) ?? [])];
    return keys.length > 0 && !keys.some(isVisible);
  }
}

function* wordsFor(
  { ref, namespace, serviceAccount, labels }: Workload,
  around: Readonly<Record<string, string>>,
): Generator<string> {
  yield ref.name;
  yield namespace;
  yield serviceAccount;
  yield* Object.values(labels);
  yield* Object.values(around);
}

/** The words of a text: names stand between slashes, colons and the like. */
export function wordsIn(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9._-]+/).filter(word => word !== '');
}
