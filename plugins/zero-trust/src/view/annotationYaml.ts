/** Annotations where a catalog file has them, ready to be pasted. */
export function annotationYaml(annotations: string): string {
  return [
    'metadata:',
    '  annotations:',
    ...annotations
      .trim()
      .split('\n')
      .map(line => `    ${line}`),
  ].join('\n');
}
