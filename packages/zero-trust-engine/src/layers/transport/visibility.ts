/** Whether an object of a namespace is exported to a client's namespace. */
export function exportedTo(
  exportTo: readonly string[],
  byDefault: readonly string[],
  namespace: string,
  client: string,
): boolean {
  const targets = exportTo.length > 0 ? exportTo : byDefault;
  return targets.some(
    to => to === '*' || to === client || (to === '.' && namespace === client),
  );
}

/** Istio, host names: exact, `*`, or a star in front. */
export function matchesHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*')
    ? host.endsWith(pattern.slice(1))
    : pattern === host;
}
