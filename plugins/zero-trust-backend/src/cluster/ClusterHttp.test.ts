import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { waitFor } from '../testing/waitFor';
import { ClusterFailure, toClusterFailure } from './ClusterFailure';
import { ClusterHttp } from './ClusterHttp';
import { UrlConnection } from './UrlConnection';

describe('ClusterHttp', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    stops.splice(0).forEach(stop => stop());
  });

  const listen = async (listener: RequestListener): Promise<Server> => {
    const server = createServer(listener);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    stops.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return server;
  };
  const httpTo = (server: Server, scheme = 'http') => {
    const connection = new UrlConnection({
      type: 'url',
      name: 'test',
      title: 'test',
      url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
      skipTlsVerify: false,
      auth: { token: 'canary-token' },
    });
    stops.push(() => connection.close());
    return new ClusterHttp(connection);
  };
  const options = () => ({
    signal: new AbortController().signal,
    timeoutMs: 5_000,
  });
  const failureOf = async (
    asked: Promise<unknown>,
  ): Promise<ClusterFailure> => {
    const error = await asked.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ClusterFailure);
    return error as ClusterFailure;
  };

  it('keeps one connection for many requests', async () => {
    const server = await listen((_req, res) => res.end('{}'));
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    const http = httpTo(server);
    for (let i = 0; i < 5; i += 1) await http.getJson('/apis', options());
    expect(connections).toBe(1);
  });

  it('reads compressed answers', async () => {
    const server = await listen((_req, res) => {
      res.setHeader('content-encoding', 'gzip');
      res.end(gzipSync('{"a":1}'));
    });
    await expect(httpTo(server).getJson('/', options())).resolves.toEqual({
      a: 1,
    });
  });

  it('sends the token and never tells it', async () => {
    let sent: string | undefined;
    const server = await listen((req, res) => {
      sent = req.headers.authorization;
      // A server that repeats what it was sent.
      res.writeHead(401, sent).end(sent);
    });
    const failure = await failureOf(httpTo(server).getJson('/', options()));
    expect(sent).toBe('Bearer canary-token');
    expect(failure.reason).toBe('unauthorized');
    expect(
      JSON.stringify([failure, failure.message, failure.stack]),
    ).not.toContain('canary');
  });

  it.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'expired'],
    [429, 'throttled'],
    [503, 'server-error'],
    [302, 'unexpected-answer'],
  ])('calls status %d %s', async (code, reason) => {
    const server = await listen((_req, res) => {
      res.writeHead(code, { location: '/elsewhere', 'retry-after': '7' }).end();
    });
    const failure = await failureOf(httpTo(server).getJson('/', options()));
    expect(failure).toMatchObject({ reason, retryAfterMs: 7_000 });
  });

  it('calls a refused connection refused', async () => {
    const server = await listen(() => undefined);
    const http = httpTo(server);
    server.close();
    const failure = await failureOf(http.getJson('/', options()));
    expect(failure).toMatchObject({ reason: 'refused', ofConnection: true });
  });

  it('calls a server that does not speak TLS a matter of TLS', async () => {
    const server = await listen((_req, res) => res.end('{}'));
    const asked = httpTo(server, 'https').getJson('/', options());
    expect((await failureOf(asked)).reason).toBe('tls');
  });

  it('gives up after its deadline', async () => {
    const server = await listen(() => undefined);
    const asked = httpTo(server).getJson('/', { ...options(), timeoutMs: 20 });
    expect((await failureOf(asked)).reason).toBe('timeout');
  });

  it('calls an answer that is not JSON unexpected', async () => {
    const server = await listen((_req, res) => res.end('<html>'));
    const asked = httpTo(server).getJson('/', options());
    expect((await failureOf(asked)).reason).toBe('unexpected-answer');
  });

  it('closes a stream when its signal aborts', async () => {
    let open = 0;
    const server = await listen((_req, res) => {
      open += 1;
      res.on('close', () => {
        open -= 1;
      });
      res.writeHead(200).flushHeaders();
    });
    const stopping = new AbortController();
    const stream = await httpTo(server).getStream('/', stopping.signal);
    stream.on('error', () => undefined).resume();
    expect(open).toBe(1);
    stopping.abort();
    await waitFor(() => expect(open).toBe(0));
  });
});

describe('toClusterFailure', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ENOTFOUND', 'dns'],
    ['EHOSTUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'connection-lost'],
  ])('puts %s into %s', (code, reason) => {
    const error = Object.assign(new Error('connect'), { code });
    expect(toClusterFailure(error).reason).toBe(reason);
  });

  it('looks into the attempts of several addresses', () => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    expect(toClusterFailure(new AggregateError([refused])).reason).toBe(
      'refused',
    );
  });
});
