import { RawObject } from '../../snapshot/KubernetesObject';
import { GoldenRequest } from './GoldenRequest';
import { mutateRequest } from './mutateRequest';
import { PolicyField, WrittenRule, writtenRules } from './policyFields';
import { withValue } from './satisfyField';
import { Random, seededRandom } from './seededRandom';

/**
 * Requests about the policies of an input file: each starts from one that fits
 * a rule as well as it can and is then made to miss, more or less. The same
 * name gives the same requests.
 *
 * @param trustDomains - those that the output names
 */
export function goldenRequests(
  name: string,
  objects: readonly RawObject[],
  protocol: 'http' | 'tcp',
  count: number,
  trustDomains: readonly string[] = ['td1', 'cluster.local'],
): readonly GoldenRequest[] {
  const random = seededRandom(name);
  const rules = writtenRules(objects);
  return Array.from({ length: count }, () => {
    let request = plainRequest(protocol, random);
    if (rules.length > 0) {
      request = fitting(random.pick(rules), request, random);
    }
    if (random.chance(0.3)) {
      request = fromTrustDomain(request, random.pick(trustDomains));
    }
    const misses = random.pick([0, 0, 1, 1, 1, 2, 3]);
    for (let i = 0; i < misses; i += 1) {
      request = random.chance(0.2)
        ? withOneField(rules, request, random)
        : mutateRequest(request, random);
    }
    return request;
  });
}

function fromTrustDomain(
  request: GoldenRequest,
  trustDomain: string,
): GoldenRequest {
  const [, ...path] = request.identity?.split('/') ?? [];
  return path.length > 0
    ? { ...request, identity: [trustDomain, ...path].join('/') }
    : request;
}

function plainRequest(protocol: 'http' | 'tcp', random: Random): GoldenRequest {
  const identity = random.pick([
    undefined,
    'cluster.local/ns/a/sa/b',
    'cluster.local/ns/foo/sa/sleep',
    'td1/ns/foo/sa/sleep',
  ]);
  const http = {
    method: random.pick(['GET', 'POST']),
    path: random.pick(['/', '/index.html']),
    host: 'httpbin.foo',
    headers: {},
  };
  return {
    identity,
    sourceIp: '172.16.0.9',
    destinationIp: '172.16.0.1',
    port: random.pick([80, 8080, 9090]),
    sni: random.pick(['', 'outbound_.80_._.httpbin.foo.svc.cluster.local']),
    ...(protocol === 'http' ? { http } : {}),
  };
}

function fitting(
  { from, to, when }: WrittenRule,
  request: GoldenRequest,
  random: Random,
): GoldenRequest {
  const fields = [
    ...(from.length > 0 ? random.pick(from) : []),
    ...(to.length > 0 ? random.pick(to) : []),
    ...when,
  ];
  return fields.reduce((fitted, { key, values, notValues }) => {
    // Now and then what the negative form names.
    const list =
      values.length === 0 || (notValues.length > 0 && random.chance(0.1))
        ? notValues
        : values;
    const skip = list === notValues && random.chance(0.5);
    return skip ? fitted : withValue(fitted, key, random.pick(list), random);
  }, request);
}

/** A value of any other rule. */
function withOneField(
  rules: readonly WrittenRule[],
  request: GoldenRequest,
  random: Random,
): GoldenRequest {
  const fields: readonly PolicyField[] = rules.flatMap(rule => [
    ...rule.from.flat(),
    ...rule.to.flat(),
    ...rule.when,
  ]);
  if (fields.length === 0) return request;
  const { key, values, notValues } = random.pick(fields);
  return withValue(
    request,
    key,
    random.pick([...values, ...notValues]),
    random,
  );
}
