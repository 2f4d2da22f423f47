import { createHash } from 'node:crypto';
import {
  AccessRule,
  AccessSpec,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ResolvedEnds } from './PlannedAccess';

/** Hexadecimal SHA-256 of a text. */
export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

/** JSON in which equal values look equal: keys are sorted. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** What makes two requests ask for the same, in whatever order they say it. */
export function fingerprintOf(spec: AccessSpec, ends: ResolvedEnds): string {
  const rules = spec.rules
    .map(({ port, protocol, http }) =>
      canonical({
        port,
        protocol,
        http: http && {
          methods: [...new Set(http.methods)].sort(),
          paths: [...new Set(http.paths.map(canonical))].sort(),
        },
      }),
    )
    .sort();
  return sha256(
    canonical({
      cluster: spec.cluster,
      caller: [ends.caller.workload, ends.caller.serviceAccount],
      callee: ends.callee.workload,
      rules: [...new Set(rules)],
      layers: spec.layers ? [...spec.layers].sort() : 'auto',
    }),
  );
}

/** Whether everything that the inner rules allow is in the outer ones. */
export function coversRules(
  outer: readonly AccessRule[],
  inner: readonly AccessRule[],
): boolean {
  return inner.every(rule => outer.some(wider => coversRule(wider, rule)));
}

function coversRule(outer: AccessRule, inner: AccessRule): boolean {
  if (outer.port !== inner.port || outer.protocol !== inner.protocol) {
    return false;
  }
  if (!outer.http) return true;
  if (!inner.http) return false;
  const { methods, paths } = outer.http;
  const { http } = inner;
  // An empty list means any.
  const methodsCovered =
    methods.length === 0 ||
    (http.methods.length > 0 &&
      http.methods.every(method => methods.includes(method)));
  const pathsCovered =
    paths.length === 0 ||
    (http.paths.length > 0 &&
      http.paths.every(path => paths.some(wider => coversPath(wider, path))));
  return methodsCovered && pathsCovered;
}

type Path = NonNullable<AccessRule['http']>['paths'][number];

/** Only what is plain to see: a template covers nothing but itself. */
function coversPath(outer: Path, inner: Path): boolean {
  if (outer.type === inner.type && outer.value === inner.value) return true;
  if (outer.type !== 'prefix' || inner.type === 'template') return false;
  const folder = outer.value.endsWith('/') ? outer.value : `${outer.value}/`;
  return inner.value === outer.value || inner.value.startsWith(folder);
}
