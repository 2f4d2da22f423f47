import { resolve } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readFacts } from './readFacts';
import { ClusterSettings, UrlAuth } from './ZeroTrustSettings';

const serviceAccountRoot = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A name that can stand in URLs, annotations and `cluster:` prefixes. */
const namePattern = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,250}[A-Za-z0-9])?$/;

/** Reads one item of `zeroTrust.clusters`; `at` is its key, for messages. */
export function readClusterSettings(
  config: Config,
  at: string,
): ClusterSettings {
  const name = config.getString('name');
  if (!namePattern.test(name)) {
    throw new InputError(
      `${at}.name must be letters, digits, '.', '_' and '-', at most 252`,
    );
  }
  const title = config.getOptionalString('title') ?? name;
  const facts = readFacts(config, at);
  const ways = ['url', 'kubeconfig', 'inCluster'].filter(key =>
    config.has(key),
  );
  if (ways.length !== 1) {
    throw new InputError(
      `${at} must have exactly one of 'url', 'kubeconfig' and 'inCluster'`,
    );
  }
  const named = { name, title, ...(facts ? { facts } : {}) };
  switch (ways[0]) {
    case 'kubeconfig':
      return {
        ...named,
        type: 'kubeconfig',
        kubeconfig: {
          path: resolve(config.getString('kubeconfig.path')),
          context: config.getOptionalString('kubeconfig.context'),
        },
      };
    case 'inCluster':
      return { ...named, ...inCluster(config, at) };
    default:
      return {
        ...named,
        type: 'url',
        url: readUrl(config, at),
        caData: config.getOptionalString('caData'),
        caFile: pathIn(config, 'caFile'),
        skipTlsVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
        tlsServerName: config.getOptionalString('tlsServerName'),
        auth: readAuth(config, at),
      };
  }
}

function readUrl(config: Config, at: string): string {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${at}.url must be an http(s) URL`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(`${at}.url must have no credentials and no query`);
  }
  return text.replace(/\/+$/, '');
}

/** What a pod finds in its own file system; files may appear later. */
function inCluster(config: Config, at: string) {
  if (!config.getBoolean('inCluster')) {
    throw new InputError(`${at}.inCluster can only be true`);
  }
  const host = process.env.KUBERNETES_SERVICE_HOST;
  const port = process.env.KUBERNETES_SERVICE_PORT ?? '443';
  if (!host) {
    throw new InputError(
      `${at}.inCluster is set, but KUBERNETES_SERVICE_HOST is not: this process does not run in a pod`,
    );
  }
  return {
    type: 'url' as const,
    url: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    caFile: `${serviceAccountRoot}/ca.crt`,
    skipTlsVerify: false,
    auth: { tokenFile: `${serviceAccountRoot}/token` },
  };
}

function readAuth(config: Config, at: string): UrlAuth {
  const auth = config.getOptionalConfig('auth');
  if (!auth) return {};
  const type = auth.getString('type');
  switch (type) {
    case 'serviceAccountToken':
      oneOf(auth, `${at}.auth`, 'token', 'tokenFile');
      return {
        token: auth.getOptionalString('token'),
        tokenFile: pathIn(auth, 'tokenFile'),
      };
    case 'clientCertificate':
      oneOf(auth, `${at}.auth`, 'certData', 'certFile');
      oneOf(auth, `${at}.auth`, 'keyData', 'keyFile');
      return {
        certData: auth.getOptionalString('certData'),
        certFile: pathIn(auth, 'certFile'),
        keyData: auth.getOptionalString('keyData'),
        keyFile: pathIn(auth, 'keyFile'),
      };
    case 'none':
      return {};
    default:
      throw new InputError(
        `${at}.auth.type must be 'serviceAccountToken', 'clientCertificate' or 'none'`,
      );
  }
}

function oneOf(config: Config, at: string, data: string, file: string): void {
  if (config.has(data) === config.has(file)) {
    throw new InputError(
      `${at} must have exactly one of '${data}' and '${file}'`,
    );
  }
}

/** Relative to the working directory of the process, as Backstage's own files are. */
function pathIn(config: Config, key: string): string | undefined {
  const path = config.getOptionalString(key);
  return path === undefined ? undefined : resolve(path);
}
