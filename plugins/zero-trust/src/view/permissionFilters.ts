import {
  layerSchema,
  outcomeSchema,
  PermissionDirection,
  PermissionsQuery,
} from '@ztn/backstage-plugin-zero-trust-common';

/** What narrows a table of permissions. Lives in the URL, so it can be shared. */
export type PermissionFilters = Pick<
  PermissionsQuery,
  'outcome' | 'layer' | 'namespace' | 'q' | 'open'
>;

const names = ['outcome', 'layer', 'namespace', 'q', 'open'] as const;

/** Both tables are on one page, so each has its own prefix in the URL. */
function paramName(
  direction: PermissionDirection,
  name: (typeof names)[number],
): string {
  return `${direction === 'inbound' ? 'in' : 'out'}.${name}`;
}

/** Reads the filters; a value that no filter has is left out. */
export function readFilters(
  search: URLSearchParams,
  direction: PermissionDirection,
): PermissionFilters {
  const text = (name: (typeof names)[number]) =>
    search.get(paramName(direction, name))?.trim() || undefined;
  const filters: PermissionFilters = {
    outcome: outcomeSchema.safeParse(text('outcome')).data,
    layer: layerSchema.safeParse(text('layer')).data,
    namespace: text('namespace')?.slice(0, 63),
    q: text('q')?.slice(0, 200),
    open: text('open') === 'everyone' ? 'everyone' : undefined,
  };
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  );
}

/** The URL's parameters with these filters and everything else as it was. */
export function writeFilters(
  search: URLSearchParams,
  direction: PermissionDirection,
  filters: PermissionFilters,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of names) {
    const value = filters[name];
    if (value) next.set(paramName(direction, name), value);
    else next.delete(paramName(direction, name));
  }
  return next;
}
