import { parseRef } from './parseRef';

describe('parseRef', () => {
  it.each([
    [
      'shop/Deployment/web',
      {
        type: 'workload',
        ref: { namespace: 'shop', kind: 'Deployment', name: 'web' },
      },
    ],
    ['shop/Service/api', { type: 'service', namespace: 'shop', name: 'api' }],
    ['fqdn:api.example.com', { type: 'fqdn', name: 'api.example.com' }],
    ['fqdn:*.example.com', { type: 'fqdn', name: '*.example.com' }],
    ['8.8.8.8', { type: 'address', address: '8.8.8.8' }],
    ['10.0.0.0/8', { type: 'address', address: '10.0.0.0/8' }],
    ['2001:db8::1', { type: 'address', address: '2001:db8::1' }],
    ['2001:db8::/32', { type: 'address', address: '2001:db8::/32' }],
    ['kube-apiserver', { type: 'reserved', peer: 'kube-apiserver' }],
    [
      'spiffe://cluster.local/ns/shop/sa/web',
      { type: 'principal', principal: 'cluster.local/ns/shop/sa/web' },
    ],
    [
      'cluster.local/ns/shop/sa/web',
      { type: 'principal', principal: 'cluster.local/ns/shop/sa/web' },
    ],
  ])('reads %s', (text, endpoint) => {
    expect(parseRef(text, [])).toEqual({ endpoint });
  });

  it.each([
    ['prod-eu:shop/Deployment/web', 'prod-eu'],
    ['prod-eu:8.8.8.8', 'prod-eu'],
    ['prod-eu:2001:db8::1', 'prod-eu'],
    ['prod-eu:fqdn:api.example.com', 'prod-eu'],
    ['prod-eu:spiffe://cluster.local/ns/shop/sa/web', 'prod-eu'],
    ['prod-eu:world', 'prod-eu'],
  ])('reads the cluster in front of %s', (text, cluster) => {
    expect(parseRef(text, [])).toMatchObject({ cluster });
  });

  it('knows clusters whose names have colons and slashes', () => {
    const name = 'arn:aws:eks:eu-west-1:123:cluster/shop';
    expect(parseRef(`${name}:shop/Pod/debug`, [name])).toMatchObject({
      cluster: name,
      endpoint: { type: 'workload' },
    });
  });

  it.each([
    '',
    'web',
    'shop/web',
    'shop/Deployment/',
    'a/b/c/d',
    'fqdn:',
    '300.1.1.1',
    'x:',
    ':shop/Pod/a',
  ])("refuses '%s' and tells what there is", text => {
    expect(() => parseRef(text, [])).toThrow(/is no reference; a reference is/);
  });
});
