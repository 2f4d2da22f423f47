import { RawObject } from '@ztn/zero-trust-engine';
import { Fields, fieldsOf, pick } from '../../cluster/pick';

/** A part of an object, in the object's own shape. */
export interface Excerpt {
  readonly extent: 'rule' | 'whole';
  readonly excerpt: Fields;
  /** Long lists were cut. */
  readonly shortened: boolean;
}

/** More of a list help nobody who reads it. */
const LONG = 50;

/** What a rule applies to: without it, the rule cannot be understood. */
const context: ReadonlySet<string> = new Set([
  'action',
  'endpointSelector',
  'host',
  'nodeSelector',
  'podSelector',
  'policyTypes',
  'priority',
  'selector',
  'subject',
  'targetRef',
  'targetRefs',
  'tier',
]);

/**
 * The deciding rule of an object with what it applies to; the whole object where
 * no path is given or the path leads nowhere. Status and the metadata beside the
 * name are left out, unless the path leads there.
 */
export function excerptOf(
  object: RawObject,
  path: string | undefined,
): Excerpt {
  const { apiVersion, kind, metadata, status: _, ...rest } = object;
  const named = {
    apiVersion,
    kind,
    metadata: pick(fieldsOf(metadata), ['namespace', 'name']),
  };
  const cutter = new Cutter();
  const steps = path === undefined ? [] : stepsOf(path);
  const cut = steps.length > 0 ? cutter.cut(object, steps) : undefined;
  if (!cut) {
    const excerpt = { ...named, ...fieldsOf(cutter.limit(rest)) };
    return { extent: 'whole', excerpt, shortened: cutter.shortened };
  }
  const found = fieldsOf(cut.value);
  const excerpt = {
    ...named,
    ...found,
    metadata: { ...named.metadata, ...fieldsOf(found.metadata) },
  };
  return { extent: 'rule', excerpt, shortened: cutter.shortened };
}

type Step = string | number;

/** `spec.portLevelMtls["8080"].mode` and `spec.rules[0]` as steps. */
function stepsOf(path: string): readonly Step[] {
  const found = path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...found].map(([, quoted, index, name]) =>
    index === undefined ? quoted ?? name : Number(index),
  );
}

class Cutter {
  shortened = false;

  /** The value with only what the steps lead to; undefined for a wrong way. */
  cut(
    value: unknown,
    [step, ...rest]: readonly Step[],
  ): { readonly value: unknown } | undefined {
    if (step === undefined) return { value: this.limit(value) };
    if (typeof step === 'number') {
      // A rule is read whole, whichever part of it decided.
      return Array.isArray(value) && step < value.length
        ? { value: [this.limit(value[step])] }
        : undefined;
    }
    const fields = fieldsOf(value);
    if (!Object.hasOwn(fields, step)) return undefined;
    const inner = this.cut(fields[step], rest);
    if (!inner) return undefined;
    const kept = Object.keys(fields).filter(
      name => name === step || context.has(name),
    );
    return {
      value: Object.fromEntries(
        kept.map(name => [
          name,
          name === step ? inner.value : this.limit(fields[name]),
        ]),
      ),
    };
  }

  limit(value: unknown): unknown {
    if (Array.isArray(value)) {
      if (value.length > LONG) this.shortened = true;
      return value.slice(0, LONG).map(item => this.limit(item));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, this.limit(inner)]),
    );
  }
}
