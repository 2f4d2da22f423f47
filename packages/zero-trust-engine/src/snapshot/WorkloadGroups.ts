import { changesBetween } from '../changesBetween';
import { formatWorkloadRef, WorkloadRef } from '../refs';
import { compareText } from './compareText';
import { Owner, ownerKey } from './parseOwner';
import { isTerminated, PodObject } from './parsePod';
import { PodOwners } from './PodOwners';
import { SortedKeys } from './SortedKeys';
import { splitGroup, unlikeKeys } from './splitGroup';
import { Workload } from './Workload';
import { WorkloadIds } from './WorkloadIds';
import { WorkloadNumbering } from './WorkloadNumbering';

/** What workloads are made of. */
export interface WorkloadSources {
  readonly pods: readonly PodObject[];
  /** Owners of every kind. */
  readonly owners: readonly Owner[];
  /** Label keys that some selector of the snapshot reads. */
  readonly selectorKeys: ReadonlySet<string>;
}

/** Pods of one topmost owner, and the workloads that they are. */
interface Group {
  readonly ref: WorkloadRef;
  readonly pods: Set<PodObject>;
  workloads: readonly Workload[];
  /** Label keys that would split it, if a selector read them. */
  unlike: readonly string[];
}

/**
 * Groups pods under their topmost owner. Terminated pods are left out. An owner
 * without pods counts with its template, except a finished Job and an owner that
 * has an owner itself. After a change only groups that it touches are made again.
 */
export class WorkloadGroups {
  private last: WorkloadSources = {
    pods: [],
    owners: [],
    selectorKeys: new Set(),
  };
  private readonly owners = new PodOwners();
  private readonly groups = new Map<string, Group>();
  private readonly groupOf = new Map<PodObject, Group>();
  private readonly byUnlikeKey = new Map<string, Set<string>>();
  private readonly order = new SortedKeys();
  private readonly numbering = new WorkloadNumbering();
  private made = { workloads: noWorkloads, ids: noIds };

  /** The workloads, in order of their owners. */
  at(sources: WorkloadSources): {
    readonly workloads: readonly Workload[];
    readonly ids: WorkloadIds;
  } {
    const touched = new Set<string>();
    this.changeOwners(sources.owners, touched);
    this.changePods(sources.pods, touched);
    this.heedKeys(sources.selectorKeys, touched);
    this.last = sources;
    if (touched.size > 0 && this.make(touched)) {
      const workloads = this.order.keys.flatMap(
        key => this.groups.get(key)?.workloads ?? [],
      );
      const { size, space } = this.numbering;
      this.made = { workloads, ids: new WorkloadIds(workloads, size, space) };
    }
    return this.made;
  }

  private changeOwners(owners: readonly Owner[], touched: Set<string>): void {
    const { removed, added } = changesBetween(this.last.owners, owners);
    this.owners.change(removed, added);
    for (const key of new Set([...removed, ...added].map(ownerKey))) {
      for (const pod of this.owners.concernedBy(key)) {
        this.takeOut(pod, touched);
        this.putIn(pod, touched);
      }
      const owner = this.owners.get(key);
      if (owner) this.groupFor(refOf(owner));
      touched.add(key);
    }
  }

  private changePods(pods: readonly PodObject[], touched: Set<string>): void {
    const { removed, added } = changesBetween(this.last.pods, pods);
    for (const pod of removed) this.takeOut(pod, touched);
    for (const pod of added) {
      if (!isTerminated(pod.pod)) this.putIn(pod, touched);
    }
  }

  /** Groups whose pods differ on a key that is read only now, or no more. */
  private heedKeys(keys: ReadonlySet<string>, touched: Set<string>): void {
    const before = this.last.selectorKeys;
    if (before === keys) return;
    for (const [key, groups] of this.byUnlikeKey) {
      if (before.has(key) !== keys.has(key)) {
        groups.forEach(group => touched.add(group));
      }
    }
  }

  private putIn(pod: PodObject, touched: Set<string>): void {
    const group = this.groupFor(this.owners.resolve(pod));
    group.pods.add(pod);
    this.groupOf.set(pod, group);
    touched.add(formatWorkloadRef(group.ref));
  }

  private takeOut(pod: PodObject, touched: Set<string>): void {
    const group = this.groupOf.get(pod);
    if (!group) return;
    group.pods.delete(pod);
    this.groupOf.delete(pod);
    this.owners.forget(pod);
    touched.add(formatWorkloadRef(group.ref));
  }

  private groupFor(ref: WorkloadRef): Group {
    const key = formatWorkloadRef(ref);
    const found = this.groups.get(key);
    if (found) return found;
    const group = {
      ref,
      pods: new Set<PodObject>(),
      workloads: [],
      unlike: [],
    };
    this.groups.set(key, group);
    this.order.add(key);
    return group;
  }

  /** Whether any of the workloads is another one than before. */
  private make(touched: ReadonlySet<string>): boolean {
    const made = [...touched].flatMap(key => {
      const group = this.groups.get(key);
      return group ? [{ key, group, parts: this.partsOf(key, group) }] : [];
    });
    const count = made.reduce((sum, { parts }) => sum + parts.length, 0);
    if (!this.numbering.hasRoom(count)) {
      this.numbering.startAnew(this.made.workloads.length + count);
      // Whoever is not touched gets a new number too.
      const others = this.order.keys.filter(key => !touched.has(key));
      for (const key of others) this.renumber(this.groups.get(key));
      made.forEach(({ group }) => (group.workloads = []));
    }
    made.sort((a, b) => compareText(a.key, b.key));
    return made
      .map(({ key, group, parts }) => {
        const old = new Map(group.workloads.map(w => [w.key, w]));
        const now = parts.map(w => this.numbering.number(w, old.get(w.key)));
        const same =
          now.length === group.workloads.length &&
          now.every((w, index) => w === group.workloads[index]);
        group.workloads = now;
        if (group.pods.size === 0 && now.length === 0) this.remove(key);
        return !same;
      })
      .some(Boolean);
  }

  private partsOf(key: string, group: Group) {
    const pods = [...group.pods]
      .sort((a, b) => compareText(a.meta.name, b.meta.name))
      .map(({ pod }) => pod);
    this.noteUnlike(key, group, unlikeKeys(pods));
    const owner = this.owners.get(key);
    const isThere =
      pods.length > 0 || (owner && !owner.finished && !owner.meta.owner);
    return isThere
      ? splitGroup(group.ref, pods, owner, this.last.selectorKeys)
      : [];
  }

  private noteUnlike(key: string, group: Group, unlike: readonly string[]) {
    for (const label of group.unlike) this.byUnlikeKey.get(label)?.delete(key);
    for (const label of unlike) {
      const groups = this.byUnlikeKey.get(label);
      if (groups) groups.add(key);
      else this.byUnlikeKey.set(label, new Set([key]));
    }
    group.unlike = unlike;
  }

  private renumber(group: Group | undefined): void {
    if (!group) return;
    group.workloads = group.workloads.map(w => this.numbering.number(w));
  }

  private remove(key: string): void {
    this.groups.delete(key);
    this.order.remove(key);
  }
}

const noWorkloads: readonly Workload[] = [];
const noIds = new WorkloadIds(noWorkloads, 0, {});

function refOf({ kind, meta }: Owner): WorkloadRef {
  return { namespace: meta.namespace, kind, name: meta.name };
}
