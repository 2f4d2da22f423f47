import {
  HttpOperation,
  PermissionTraffic,
  PortSet,
} from '@ztn/zero-trust-engine';

/** `TCP 80,8000-8099`. */
export function portsText({ protocol, ports }: PermissionTraffic): string {
  const text = PortSet.ofRanges(ports).toString();
  return text === '' ? protocol : `${protocol} ${text}`;
}

/** The HTTP requests that may pass, in one line; empty where all may. */
export function httpText({ http }: PermissionTraffic): string {
  if (!http) return '';
  const allow =
    http.allow === 'any'
      ? 'any request'
      : http.allow.map(operationText).join('; ');
  const except = http.except.map(operationText).join('; ');
  return [allow === '' ? 'no request' : allow, except && `except ${except}`]
    .filter(part => part !== '')
    .join(' ');
}

function operationText(operation: HttpOperation): string {
  const { methods, paths, hosts, notMethods, notPaths, notHosts, when } =
    operation;
  const list = (label: string, values: readonly string[] | undefined) =>
    values ? [`${label}${values.join('|')}`] : [];
  const parts = [
    ...list('', methods),
    ...list('not ', notMethods),
    ...list('', paths),
    ...list('not ', notPaths),
    ...list('host ', hosts),
    ...list('host not ', notHosts),
    ...(when ?? []).flatMap(({ key, values, notValues }) => [
      ...list(`${key}=`, values),
      ...list(`${key}!=`, notValues),
    ]),
  ];
  return parts.length === 0 ? 'any request' : parts.join(' ');
}
