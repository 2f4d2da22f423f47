import { HttpRequest } from '../../../Connection';
import { CiliumHttp } from '../../../snapshot/ciliumPolicy';
import { compilePattern } from './httpPattern';

/** Whether a request meets one HTTP item; undefined when it cannot be said. */
export function matchHttp(
  item: CiliumHttp,
  request: HttpRequest,
): boolean | undefined {
  const tests = [
    matchPattern(item.method, request.method),
    // `:path` as Envoy sees it: with the query.
    matchPattern(item.pathPattern, request.path),
    matchPattern(item.host, request.host),
    ...item.headers.map(header => matchHeader(header, request)),
    ...item.headerMatches
      .filter(match => match.blocks)
      .map(({ name, value }) =>
        value === undefined ? undefined : headerIs(name, value, request),
      ),
  ];
  if (tests.includes(false)) return false;
  return tests.includes(undefined) ? undefined : true;
}

/** An absent pattern matches anything; an absent value is not known. */
function matchPattern(
  pattern: string | undefined,
  value: string | undefined,
): boolean | undefined {
  if (pattern === undefined) return true;
  if (value === undefined) return undefined;
  const compiled = compilePattern(pattern);
  return compiled instanceof RegExp ? compiled.test(value) : undefined;
}

/** `Name: value` is exact; `Name` alone wants the header to be there. */
function matchHeader(
  header: string,
  request: HttpRequest,
): boolean | undefined {
  const colon = header.indexOf(':');
  if (colon === -1) return headerIs(header.trim(), undefined, request);
  const name = header.slice(0, colon).trim();
  return headerIs(name, header.slice(colon + 1).trim(), request);
}

function headerIs(
  name: string,
  value: string | undefined,
  { headers }: HttpRequest,
): boolean | undefined {
  if (!headers) return undefined;
  const sent = Object.entries(headers).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  );
  return sent !== undefined && (value === undefined || sent[1] === value);
}
