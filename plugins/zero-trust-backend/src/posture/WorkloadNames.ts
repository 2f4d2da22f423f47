import {
  formatObjectRef,
  formatWorkloadRef,
  Snapshot,
} from '@ztn/zero-trust-engine';

/**
 * Every text by which an answer may name a workload: its key, its reference,
 * `Kind namespace/name`, and its pods with their namespace. A pod's bare name is
 * not among them: it may be anyone's word.
 */
export class WorkloadNames {
  private readonly keysByName = new Map<string, string[]>();

  constructor(snapshot: Snapshot) {
    for (const { key, ref, pods } of snapshot.workloads) {
      const names = new Set([
        key,
        formatWorkloadRef(ref),
        formatObjectRef(ref),
      ]);
      for (const pod of pods) {
        names.add(`${pod.namespace}/${pod.name}`);
        names.add(`Pod ${pod.namespace}/${pod.name}`);
      }
      for (const name of names) this.add(name, key);
    }
  }

  /** Keys of the workloads that the text names; a list names several. */
  keysIn(text: string): readonly string[] {
    const whole = this.keysByName.get(text);
    if (whole || !text.includes(',')) return whole ?? [];
    return text
      .split(',')
      .flatMap(part => this.keysByName.get(part.trim()) ?? []);
  }

  private add(name: string, key: string): void {
    const keys = this.keysByName.get(name);
    if (keys) keys.push(key);
    else this.keysByName.set(name, [key]);
  }
}
