import { AuthorizationPolicy, Condition, Fields, Rule } from './manifests';
import { Asked, Reading } from './hops';
import { valueMatches } from './valueMatches';

const requestFields = ['hosts', 'methods', 'paths', 'requestPrincipals'];
const ztunnelKeys = [
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
];

/** Whether a rule takes a request, as this enforcement point reads rules. */
export function ruleMatches(
  policy: AuthorizationPolicy,
  rule: Rule,
  asked: Asked,
): boolean {
  const { reading } = asked.hop;
  const { from, to, when = [] } = rule;
  const written = [
    ...(from ?? []).flatMap(({ source }) => namesIn(source)),
    ...(to ?? []).flatMap(({ operation }) => namesIn(operation)),
  ];
  const unread =
    written.some(name => !readsField(name, reading)) ||
    when.some(({ key }) => !readsKey(key, reading));
  // "ALLOW: a rule containing any HTTP-only item is dropped whole."
  if ((policy.spec.action ?? 'ALLOW') === 'ALLOW' && unread) return false;
  const takesAll = (fields: Fields) => fieldsMatch(policy, fields, asked);
  return (
    (!from || from.some(({ source }) => takesAll(source))) &&
    (!to || to.some(({ operation }) => takesAll(operation))) &&
    when.every(condition => conditionMatches(policy, condition, asked))
  );
}

/** Fields that are not read are not there; of the others all must match. */
function fieldsMatch(
  policy: AuthorizationPolicy,
  fields: Fields,
  asked: Asked,
): boolean {
  const { reading } = asked.hop;
  const left = Object.entries(fields).filter(
    ([name]) =>
      readsField(positive(name), reading) &&
      // ztunnel's form has no place for these, and nobody is told.
      !(reading === 'ztunnel' && positive(name) === 'trustDomains'),
  );
  // "An empty match never matches" at ztunnel; to a proxy it is any.
  if (left.length === 0) return reading !== 'ztunnel';
  return left.every(([name, values = []]) => {
    const found = values.some(value =>
      valueMatches(policy, positive(name), value, asked),
    );
    return found !== isNegative(name);
  });
}

function conditionMatches(
  policy: AuthorizationPolicy,
  { key, values = [], notValues = [] }: Condition,
  asked: Asked,
): boolean {
  const { reading } = asked.hop;
  if (!readsKey(key, reading)) return reading !== 'ztunnel';
  const any = (texts: readonly string[]) =>
    texts.some(text => valueMatches(policy, key, text, asked));
  return (values.length === 0 || any(values)) && !any(notValues);
}

function readsField(name: string, reading: Reading): boolean {
  return reading === 'http' || !requestFields.includes(name);
}

function readsKey(key: string, reading: Reading): boolean {
  if (reading === 'ztunnel') return ztunnelKeys.includes(key);
  return reading === 'http' || !key.startsWith('request.');
}

const namesIn = (fields: Fields) => Object.keys(fields).map(positive);
const isNegative = (name: string) => name.startsWith('not');
const positive = (name: string) =>
  isNegative(name) ? name[3].toLowerCase() + name.slice(4) : name;
