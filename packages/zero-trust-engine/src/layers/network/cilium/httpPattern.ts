/**
 * A Cilium HTTP pattern: a regular expression in RE2 that must match the whole
 * value. `invalid`: the agent refuses it. `unsupported`: RE2 accepts it and
 * this engine's regular expressions read it otherwise.
 */
export function compilePattern(
  text: string,
): RegExp | 'invalid' | 'unsupported' {
  // RE2 has neither look-around nor back-references.
  if (/\(\?(=|!|<=|<!)|\\[1-9]/.test(text)) return 'invalid';
  const flags = /^\(\?([imsU]+)\)/.exec(text);
  if (flags?.[1].includes('U') || flags?.[1].includes('m')) {
    return 'unsupported';
  }
  const body = flags ? text.slice(flags[0].length) : text;
  if (/\[\[:|\(\?P<|\(\?[a-z-]+:|\(\?[a-z]+\)|\\[pPQEAzCx]/.test(body)) {
    return 'unsupported';
  }
  try {
    return new RegExp(`^(?:${body})$`, flags?.[1] ?? '');
  } catch {
    return 'invalid';
  }
}
