import {
  ComplianceWorkloadsQuery,
  controlStateSchema,
  workloadsSortSchema,
} from '@ztn/backstage-plugin-zero-trust-common';

/** What narrows the platform pages. Lives in the URL, so it can be shared. */
export type ComplianceFilters = Omit<
  ComplianceWorkloadsQuery,
  'cursor' | 'limit'
>;

const names = [
  'q',
  'cluster',
  'namespace',
  'owner',
  'system',
  'control',
  'state',
  'sort',
] as const satisfies readonly (keyof ComplianceFilters)[];

/** Filters that the overview has; the others are about a list. */
export const overviewFilterNames = [
  'cluster',
  'namespace',
  'owner',
  'system',
] as const;

/** Reads the filters; a value that no filter has is left out. */
export function readFilters(search: URLSearchParams): ComplianceFilters {
  const text = (name: (typeof names)[number]) =>
    search.get(name)?.trim().slice(0, 500);
  const filters: ComplianceFilters = {
    q: text('q')?.slice(0, 200) || undefined,
    cluster: text('cluster')?.slice(0, 253) || undefined,
    namespace: text('namespace')?.slice(0, 63) || undefined,
    // Empty ones ask for workloads that have none.
    owner: text('owner'),
    system: text('system'),
    control: text('control')?.slice(0, 100) || undefined,
    state: controlStateSchema.safeParse(text('state')).data,
    sort: workloadsSortSchema.safeParse(text('sort')).data,
  };
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  );
}

/** The URL's parameters with these filters and everything else as it was. */
export function writeFilters(
  search: URLSearchParams,
  filters: ComplianceFilters,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of names) {
    const value = filters[name];
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The part of the filters that the overview has. */
export function overviewFilters(
  filters: ComplianceFilters,
): Pick<ComplianceFilters, (typeof overviewFilterNames)[number]> {
  return Object.fromEntries(
    overviewFilterNames.flatMap(name =>
      filters[name] === undefined ? [] : [[name, filters[name]]],
    ),
  );
}
