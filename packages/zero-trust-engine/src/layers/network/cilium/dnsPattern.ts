import { CiliumName } from '../../../snapshot/ciliumPolicy';
import { NamePattern } from '../NetworkRule';
import { plainName } from '../namePattern';

/**
 * A `toFQDNs` item or DNS rule. In a pattern `*` stands for characters of one
 * label; alone it is every name; `**.` in front is one or more labels.
 */
export function dnsPattern(name: CiliumName): NamePattern {
  const tests = [
    ...(name.name ? [(text: string) => text === name.name] : []),
    ...(name.pattern ? [patternTest(name.pattern)] : []),
  ];
  return {
    text: name.name ?? name.pattern ?? '',
    matches: text => tests.some(test => test(plainName(text))),
    learns: () => true,
  };
}

/** A pattern that lets every name be looked up. */
export function isEveryName(name: CiliumName): boolean {
  return name.pattern === '*';
}

function patternTest(pattern: string): (text: string) => boolean {
  if (pattern === '*') return () => true;
  const anyDepth = pattern.startsWith('**.');
  const rest = anyDepth ? pattern.slice(3) : pattern;
  const body = rest
    .split('*')
    .map(part => part.replace(/[^\w-]/g, '\\$&'))
    .join('[-a-z0-9_]*');
  const regex = new RegExp(`^${anyDepth ? '([-a-z0-9_]+\\.)+' : ''}${body}$`);
  return text => regex.test(text);
}
