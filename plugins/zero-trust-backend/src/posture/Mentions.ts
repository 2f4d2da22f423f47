import { textsIn } from './redact';
import { WorkloadNames } from './WorkloadNames';

/**
 * Which workloads an answer mentions, looked up once for an answer that is given
 * again and again: the names of a snapshot and its answers belong together.
 */
export class Mentions {
  private readonly known = new WeakMap<
    WorkloadNames,
    WeakMap<object, readonly string[]>
  >();

  /** Keys of workloads in the texts of a value, which must never change. */
  in(value: object, names: WorkloadNames): readonly string[] {
    const ofNames =
      this.known.get(names) ?? new WeakMap<object, readonly string[]>();
    this.known.set(names, ofNames);
    const found = ofNames.get(value);
    if (found) return found;
    const keys = [
      ...new Set([...textsIn(value)].flatMap(text => names.keysIn(text))),
    ];
    ofNames.set(value, keys);
    return keys;
  }
}
