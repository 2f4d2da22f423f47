import { RequestFacts } from './RequestFacts';
import { IdentityAttribute, matchIdentity } from './matchIdentity';

const ask = (
  reading: RequestFacts['reading'],
  attribute: IdentityAttribute,
  value: string,
  identity: string,
) =>
  matchIdentity(attribute, value, {
    reading,
    identity,
    source: 'unknown',
    destination: 'unknown',
    port: 80,
    http: {},
    sni: 'none',
    claims: 'none',
    pathNormalization: 'BASE',
  });

describe('matchIdentity', () => {
  it.each([
    ['source.serviceAccount', 'a/b', 'td/ns/a/sa/b', 'yes'],
    ['source.serviceAccount', 'a/b', 'td/ns/a/sa/b-2', 'no'],
    ['source.serviceAccount', 'a/b', 'td/ns/a/sa/b/extra', 'yes'],
    ['source.serviceAccount', 'a/b', 'td/ns/a/extra/sa/b', 'yes'],
    // A longer identity names the account wherever the text fits.
    ['source.serviceAccount', 'a/b', 'td/ns/a/sa/b/sa/c', 'yes'],
    ['source.serviceAccount', 'a/b', 'td/ns/x/ns/a/sa/b', 'yes'],
    ['source.namespace', 'a', 'td/ns/a/sa/b', 'yes'],
    ['source.namespace', 'a', 'td/ns/ab/sa/b', 'no'],
    ['source.namespace', 'team-*-x', 'td/ns/team-1-x/sa/b', 'yes'],
    ['source.namespace', 'a', 'td/ns/a', 'no'],
    ['source.trustDomain', 'bad*', 'bad.example/ns/a/sa/b', 'yes'],
    ['source.trustDomain', 'bad', 'bad', 'no'],
    ['source.principal', '*/sa/b', 'td/ns/a/sa/b', 'yes'],
  ] as const)('a proxy compares %s %s with %s: %s', (key, value, id, want) => {
    expect(ask('http', key, value, id)).toBe(want);
  });

  it.each([
    ['source.serviceAccount', 'a/b', 'td/ns/a/sa/b', 'yes'],
    ['source.serviceAccount', 'a/b', 'td/ns/a/sa/b/extra', 'no'],
    ['source.namespace', 'a*', 'td/ns/ab/sa/b', 'yes'],
    ['source.namespace', 'team-*-x', 'td/ns/team-1-x/sa/b', 'no'],
    ['source.principal', 'td/ns/a/*', 'td/ns/a/sa/b', 'yes'],
  ] as const)('ztunnel compares %s %s with %s: %s', (key, value, id, want) => {
    expect(ask('ztunnel', key, value, id)).toBe(want);
  });
});
