import {
  CiliumHttp,
  CiliumIcmp,
  CiliumName,
  CiliumPort,
  CiliumPortRule,
} from './ciliumPolicy';
import { Field } from './Field';

/** One element of `toPorts`. */
export function parseCiliumPortRule(entry: Field): CiliumPortRule {
  const rules = entry.at('rules');
  const written = <T>(field: Field, parse: (item: Field) => T) =>
    field.present ? field.items().map(parse) : undefined;
  const listener = entry.at('listener');
  return {
    path: entry.path,
    ports: entry.at('ports').items().map(parsePort),
    http: written(rules.at('http'), parseHttp),
    dns: written(rules.at('dns'), parseName),
    otherParser: ['kafka', 'l7proto', 'l7'].find(k => rules.at(k).present),
    serverNames: entry.at('serverNames').strings(),
    listener: listener.present
      ? {
          kind: listener.in('envoyConfig', 'kind').optionalString(),
          name: listener.at('name').stringOr(''),
        }
      : undefined,
    terminatingTls: entry.at('terminatingTLS').present,
  };
}

function parsePort(field: Field): CiliumPort {
  const port = field.at('port');
  return {
    path: field.path,
    port: port.present ? port.string() : undefined,
    endPort: field.at('endPort').optionalInt() || undefined,
    protocol: (field.at('protocol').optionalString() || 'ANY').toUpperCase(),
  };
}

function parseHttp(item: Field): CiliumHttp {
  return {
    path: item.path,
    method: item.at('method').optionalString() || undefined,
    pathPattern: item.at('path').optionalString() || undefined,
    host: item.at('host').optionalString() || undefined,
    headers: item.at('headers').strings(),
    headerMatches: item
      .at('headerMatches')
      .items()
      .map(match => ({
        name: match.at('name').string(),
        value: match.at('value').optionalString(),
        blocks: !match.at('mismatch').present,
      })),
  };
}

/** A DNS name or pattern; Cilium compares in lower case, without last dot. */
export function parseName(item: Field): CiliumName {
  const plain = (key: string) =>
    item.at(key).optionalString()?.toLowerCase().replace(/\.$/, '') ||
    undefined;
  const name = plain('matchName');
  const pattern = plain('matchPattern');
  if (!name && !pattern) item.fail('matchName or matchPattern');
  return { name, pattern };
}

/** The fields of one element of `icmps`. */
export function parseIcmps(entry: Field): CiliumIcmp[] {
  return entry
    .at('fields')
    .items()
    .map(field => {
      const type = field.at('type');
      return {
        path: field.path,
        family: field.at('family').oneOfOr(['IPv4', 'IPv6'], 'IPv4'),
        type: typeof type.value === 'string' ? type.string() : type.int(),
      };
    });
}
