/** Absent instead of NULL. */
export function given<K extends string, V>(
  key: K,
  value: V | null | undefined,
): { [key in K]?: V } {
  return value === null || value === undefined
    ? {}
    : ({ [key]: value } as { [key in K]: V });
}
