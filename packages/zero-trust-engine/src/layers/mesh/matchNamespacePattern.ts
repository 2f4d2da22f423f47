/**
 * `namespaces` as a proxy compares it: with the whole identity, every star any
 * text. The identity is `<trust domain>/ns/<ns>/sa/<sa>`.
 */
export function matchNamespacePattern(
  pattern: string,
  identity: string,
): boolean {
  return regexOf(pattern).test(`spiffe://${identity}`);
}

function regexOf(pattern: string): RegExp {
  const text = pattern.split('*').map(quote).join('.*');
  return new RegExp(`^.*/ns/${text}/.*$`);
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
