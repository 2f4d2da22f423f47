/** From when until when a certificate holds, as ISO 8601 in UTC. */
export interface CertificateValidity {
  readonly notBefore: string;
  readonly notAfter: string;
}

const pemBlock =
  /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]*)-----END CERTIFICATE-----/g;

/**
 * The validity of every certificate in a PEM bundle, in order. `undefined` when
 * there is none, or one of them cannot be read: half a bundle would hide the
 * certificate that ends first.
 */
export function certificateValidities(
  pem: string,
): readonly CertificateValidity[] | undefined {
  const blocks = [...pem.matchAll(pemBlock)];
  const read = blocks.map(([, base64]) => validityOf(fromBase64(base64)));
  const whole = read.filter(
    (validity): validity is CertificateValidity => validity !== undefined,
  );
  return whole.length > 0 && whole.length === read.length ? whole : undefined;
}

// The few tags of DER that stand before a certificate's validity (RFC 5280 4.1).
const sequence = 0x30;
const version = 0xa0;
const utcTime = 0x17;
const generalizedTime = 0x18;

/** One value of DER: its tag, and where its content lies. */
interface Value {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function validityOf(der: Uint8Array): CertificateValidity | undefined {
  const certificate = valueAt(der, 0);
  const body = certificate && valueAt(der, certificate.start);
  if (certificate?.tag !== sequence || body?.tag !== sequence) return undefined;
  const fields = childrenOf(der, body);
  // serial, signature and issuer come first, behind a version that may be absent.
  const validity = fields[fields[0]?.tag === version ? 4 : 3];
  if (validity?.tag !== sequence) return undefined;
  const [notBefore, notAfter] = childrenOf(der, validity).map(time =>
    timeOf(der, time),
  );
  return notBefore && notAfter ? { notBefore, notAfter } : undefined;
}

function childrenOf(der: Uint8Array, parent: Value): readonly Value[] {
  const children: Value[] = [];
  let at = parent.start;
  while (at < parent.end) {
    const child = valueAt(der, at);
    if (!child || child.end > parent.end) return [];
    children.push(child);
    at = child.end;
  }
  return children;
}

function valueAt(der: Uint8Array, at: number): Value | undefined {
  const first = der[at + 1];
  if (first === undefined) return undefined;
  // The long form says first how many bytes the length takes.
  const extra = first < 0x80 ? 0 : first - 0x80;
  if (extra > 4) return undefined;
  const length =
    extra === 0
      ? first
      : der
          .subarray(at + 2, at + 2 + extra)
          .reduce((sum, byte) => sum * 256 + byte, 0);
  const start = at + 2 + extra;
  const end = start + length;
  return end > der.length ? undefined : { tag: der[at], start, end };
}

const twoDigits = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;
const fourDigits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

function timeOf(der: Uint8Array, { tag, start, end }: Value) {
  const text = String.fromCharCode(...der.subarray(start, end));
  if (tag === utcTime) {
    const parts = twoDigits.exec(text);
    if (!parts) return undefined;
    // RFC 5280 4.1.2.5.1: 50 and above are of the last century.
    const century = Number(parts[1]) >= 50 ? '19' : '20';
    return isoOf(`${century}${parts[1]}`, parts.slice(2));
  }
  const parts = tag === generalizedTime ? fourDigits.exec(text) : null;
  return parts ? isoOf(parts[1], parts.slice(2)) : undefined;
}

const isoOf = (year: string, [month, day, hour, minute, second]: string[]) =>
  `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;

const alphabet =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 without a platform: the engine runs in Node and in browsers. */
function fromBase64(text: string): Uint8Array {
  const digits = [...text].map(c => alphabet.indexOf(c)).filter(d => d >= 0);
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    bits = (bits * 64 + digit) % 16384;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = Math.floor(bits / 2 ** held) % 256;
    }
  }
  return bytes;
}
