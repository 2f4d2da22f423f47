import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60 * 1000;

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority made on the spot. */
export interface Authority {
  /** The root certificate, PEM. */
  readonly cert: string;
  /** Issues a server certificate for names and addresses. */
  issue(names: readonly string[]): Promise<KeyPair>;
}

const crypto = webcrypto as unknown as Crypto;

const newKeys = () =>
  crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]) as Promise<CryptoKeyPair>;

const serialNumber = () =>
  `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString(
    'hex',
  )}`;

const toPem = async (key: CryptoKey) => {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join(
    '\n',
  )}\n-----END PRIVATE KEY-----\n`;
};

const isAddress = (name: string) => /^[\d.]+$|:/.test(name);

/** Makes a root certificate (ECDSA P-256, ten years) that can issue server certificates. */
export const createAuthority = async (
  commonName: string,
): Promise<Authority> => {
  cryptoProvider.set(crypto);
  const keys = await newKeys();
  const subject = `CN=${commonName}`;
  const notBefore = new Date(Date.now() - day);
  const notAfter = new Date(Date.now() + 3650 * day);
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subject,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(
        // Flags are bits, so that is how they combine.
        // eslint-disable-next-line no-bitwise
        KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature,
        true,
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    cert: `${root.toString('pem')}\n`,
    async issue(names) {
      const own = await newKeys();
      const leaf = await X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject: `CN=${names[0]}`,
        issuer: subject,
        notBefore,
        notAfter: new Date(Date.now() + 365 * day),
        signingAlgorithm: algorithm,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
          new SubjectAlternativeNameExtension(
            names.map(value => ({
              type: isAddress(value) ? ('ip' as const) : ('dns' as const),
              value,
            })),
          ),
          await AuthorityKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
      return {
        cert: `${leaf.toString('pem')}\n`,
        key: await toPem(own.privateKey),
      };
    },
  };
};
