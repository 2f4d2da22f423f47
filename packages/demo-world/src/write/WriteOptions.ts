import { Resource } from '../kinds/Resource';
import { KubeObject } from '../store/KubeObject';

/** How a write was asked for. */
export interface WriteOptions {
  /** Field manager that owns what changes. */
  readonly manager: string;
  readonly operation?: 'Apply' | 'Update';
  readonly dryRun?: boolean;
  /** What to do with fields that the schema does not know; `Warn` unless told. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** Told about problems that do not stop the write. */
  readonly warn?: (message: string) => void;
  readonly subresource?: 'status';
  /** Keep the status that comes with an object, as when a saved world is loaded. */
  readonly keepStatus?: boolean;
}

/**
 * Changes an object that is about to be written, as mutating admission does.
 * `previous` is absent on creation. Edits the object in place.
 */
export type Mutator = (
  object: KubeObject,
  context: { resource: Resource; previous?: KubeObject },
) => void;

/** How a deletion was asked for (Kubernetes, DeleteOptions). */
export interface DeleteOptions {
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly dryRun?: boolean;
}
