import { certificateValidities } from './certificateValidity';

/** Self-signed, P-256, 2025 to 2035: both times in two-digit years. */
const short = `-----BEGIN CERTIFICATE-----
MIIBMzCB26ADAgECAgEBMAoGCCqGSM49BAMCMBgxFjAUBgNVBAoTDWNsdXN0ZXIu
bG9jYWwwHhcNMjUwMzAxMTIwMDAwWhcNMzUwMjI3MTIwMDAwWjAYMRYwFAYDVQQK
Ew1jbHVzdGVyLmxvY2FsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZGbiYGy6
6hZsHK64mQPTsAbZ+5RPbYG5cBt/xn1iPbzg3JatppGxUq/1VJs1Iki3hOipH5ZZ
PLQWOmOiLNNiYqMWMBQwEgYDVR0TAQH/BAgwBgEB/wIBATAKBggqhkjOPQQDAgNH
ADBEAiAycGdF2tiOMFCKEkGSxcOYBN8NillwwU40m9cfKfrgSAIgAR2JjhRAttFc
9gkHbC5mImm0ekpGnw7lB9gD2yZHmIc=
-----END CERTIFICATE-----`;

/** Self-signed, long name, 2049 to 2060: the end needs a four-digit year. */
const long = `-----BEGIN CERTIFICATE-----
MIIB2DCCAX2gAwIBAgIBATAKBggqhkjOPQQDAjBoMVcwVQYDVQQDE050aGUgcm9v
dCBvZiBhIG1lc2ggd2hvc2UgbmFtZSBpcyBsb25nIGVub3VnaCBmb3IgbGVuZ3Ro
cyBvZiBtb3JlIHRoYW4gb25lIGJ5dGUxDTALBgNVBAoTBFNob3AwIBcNNDkwMTAx
MDAwMDAwWhgPMjA2MDAxMDEwMDAwMDBaMGgxVzBVBgNVBAMTTnRoZSByb290IG9m
IGEgbWVzaCB3aG9zZSBuYW1lIGlzIGxvbmcgZW5vdWdoIGZvciBsZW5ndGhzIG9m
IG1vcmUgdGhhbiBvbmUgYnl0ZTENMAsGA1UEChMEU2hvcDBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABGE5TLR8KPu5TLp6MHZ1SjbHRN1BouZkQDxOMqPbzqv6MEjw
4q+iduZrmkv73snzqxOUIrCd93usbOdzm9ZPUx+jFjAUMBIGA1UdEwEB/wQIMAYB
Af8CAQEwCgYIKoZIzj0EAwIDSQAwRgIhAMgNJAQUk/9Tb3qzOSjB5IFnVC4sm2jO
qg17OPjvaL5EAiEA2nzMRNH4uabHKIisYthOOuNnMIuFcQEMn+GBKE0cG/0=
-----END CERTIFICATE-----`;

it('reads from when until when a certificate holds', () => {
  expect(certificateValidities(short)).toEqual([
    { notBefore: '2025-03-01T12:00:00Z', notAfter: '2035-02-27T12:00:00Z' },
  ]);
});

it('reads every certificate of a bundle, years of four digits and long values included', () => {
  expect(certificateValidities(`# old root\n${short}\n${long}\n`)).toEqual([
    { notBefore: '2025-03-01T12:00:00Z', notAfter: '2035-02-27T12:00:00Z' },
    { notBefore: '2049-01-01T00:00:00Z', notAfter: '2060-01-01T00:00:00Z' },
  ]);
});

it.each([
  ['nothing', ''],
  ['no certificate', 'root certificate'],
  ['a certificate that is cut short', cut(short)],
  ['a bundle of which one cannot be read', `${short}\n${cut(long)}`],
])('reads nothing from %s', (_what, pem) => {
  expect(certificateValidities(pem)).toBeUndefined();
});

function cut(pem: string): string {
  const lines = pem.split('\n');
  return [...lines.slice(0, 3), lines[lines.length - 1]].join('\n');
}
