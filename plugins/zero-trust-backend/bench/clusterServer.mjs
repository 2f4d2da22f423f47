import { createServer } from 'node:http';

/**
 * As much of a Kubernetes API server as the reader needs: discovery, lists and
 * watches that tell of changes. Everything it serves is made before it starts.
 */
export async function startClusterServer(kinds, objects) {
  const byKind = new Map(kinds.map(kind => [kind.key, []]));
  const infoOf = ({ apiVersion, kind }) => {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    return kinds.find(info => info.group === group && info.kind === kind);
  };
  objects.forEach(object => byKind.get(infoOf(object).key).push(object));
  const watchers = new Map();
  let version = 1;

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const reply = value => response.end(JSON.stringify(value));
    if (url.pathname === '/apis') return reply(groupsOf(kinds));
    const [, group = '', apiVersion, plural] =
      /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ??
      [];
    const members = kinds.filter(
      kind => kind.group === group && kind.versions.includes(apiVersion),
    );
    if (!plural) {
      const resources = members.map(({ plural: name, kind }) => ({
        name,
        kind,
      }));
      return reply({ resources });
    }
    const info = members.find(kind => kind.plural === plural);
    if (!info) {
      response.statusCode = 404;
      return reply({ kind: 'Status', code: 404 });
    }
    if (url.searchParams.get('watch') !== 'true') {
      const name = nameIn(url);
      return reply({
        metadata: { resourceVersion: `${version}` },
        items: byKind
          .get(info.key)
          .filter(({ metadata }) => !name || metadata.name === name),
      });
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('\n');
    const own = watchers.get(info.key) ?? new Set();
    watchers.set(info.key, own.add(response));
    request.on('close', () => own.delete(response));
    return undefined;
  });
  await new Promise(listening => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Tells everybody who watches that an object is another one now. */
    modify(object) {
      version += 1;
      const { metadata } = object;
      const now = {
        ...object,
        metadata: { ...metadata, resourceVersion: `${version}` },
      };
      for (const response of watchers.get(infoOf(object).key) ?? []) {
        response.write(
          `${JSON.stringify({ type: 'MODIFIED', object: now })}\n`,
        );
      }
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function groupsOf(kinds) {
  const names = new Set(kinds.flatMap(({ group }) => group || []));
  return {
    groups: [...names].map(name => ({
      name,
      versions: [
        ...new Set(
          kinds
            .filter(({ group }) => group === name)
            .flatMap(({ versions }) => versions),
        ),
      ].map(version => ({ version })),
    })),
  };
}

function nameIn(url) {
  const selector = url.searchParams.get('fieldSelector');
  return selector?.replace('metadata.name=', '');
}
