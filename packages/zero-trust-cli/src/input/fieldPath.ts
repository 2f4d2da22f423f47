/**
 * The steps of a path as evidence writes it: `spec.egress[0].ports`, with a key
 * that has other signs as `labels["a.b/c"]`.
 */
export function fieldPath(text: string): readonly (string | number)[] {
  const steps = text.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...steps].map(([, quoted, index, key]) =>
    index === undefined ? quoted ?? key : Number(index),
  );
}
