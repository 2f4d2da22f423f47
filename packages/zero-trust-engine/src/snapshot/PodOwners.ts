import { WorkloadRef } from '../refs';
import { Owner, ownerKey } from './parseOwner';
import { PodObject } from './parsePod';
import { resolveOwner } from './resolveOwner';

/**
 * Whose each pod is. It remembers which owners were looked for, found or not, so
 * that a change of owners concerns only the pods that these could matter to.
 */
export class PodOwners {
  private readonly owners = new Map<string, Owner>();
  private readonly lookedFor = new Map<PodObject, readonly string[]>();
  private readonly lookingFor = new Map<string, Set<PodObject>>();

  get(key: string): Owner | undefined {
    return this.owners.get(key);
  }

  /** Pods whose owner may be another one without, or with, an object. */
  concernedBy(key: string): readonly PodObject[] {
    return [...(this.lookingFor.get(key) ?? [])];
  }

  change(removed: readonly Owner[], added: readonly Owner[]): void {
    for (const owner of removed) this.owners.delete(ownerKey(owner));
    for (const owner of added) this.owners.set(ownerKey(owner), owner);
  }

  /** The topmost owner of a pod that has come. */
  resolve(pod: PodObject): WorkloadRef {
    const keys: string[] = [];
    const ref = resolveOwner(pod.meta, pod.pod.labels, {
      get: key => {
        keys.push(key);
        return this.owners.get(key);
      },
    });
    this.lookedFor.set(pod, keys);
    for (const key of keys) {
      const pods = this.lookingFor.get(key);
      if (pods) pods.add(pod);
      else this.lookingFor.set(key, new Set([pod]));
    }
    return ref;
  }

  /** The pod is gone, or is about to be resolved again. */
  forget(pod: PodObject): void {
    for (const key of this.lookedFor.get(pod) ?? []) {
      const pods = this.lookingFor.get(key);
      pods?.delete(pod);
      if (pods?.size === 0) this.lookingFor.delete(key);
    }
    this.lookedFor.delete(pod);
  }
}
