import { Field, Gap, KindInfo, RawObject, kinds } from '@ztn/zero-trust-engine';
import { isRecord } from '../input/isRecord';
import { UsageError } from '../UsageError';
import { ApiAnswer, ApiServer } from './ApiServer';

/** What a cluster has of the kinds that the engine reads. */
export interface ClusterObjects {
  readonly objects: readonly RawObject[];
  /** Kinds that may hide objects, and why. */
  readonly gaps: readonly Gap[];
}

/** Config maps that carry facts; no other one is read. */
const factMaps = ['istio', 'cilium-config'];

/**
 * Lists every kind on which something depends, once. A kind that is not
 * installed is a fact; one that may not be read, or whose list fails, is a gap
 * and harms no other. A cluster that does not answer at all is no input.
 */
export async function readCluster(
  api: ApiServer,
  name: string,
): Promise<ClusterObjects> {
  const served = await servedKinds(api, name);
  const objects: RawObject[] = [];
  const gaps: Gap[] = [...served.gaps];
  for (const { kind, version } of served.kinds) {
    const names = kind.kind === 'ConfigMap' ? mapNames(objects) : [undefined];
    for (const only of names) {
      const read = await list(api, kind, version, only);
      objects.push(...read.objects);
      gaps.push(...read.gaps);
    }
  }
  return { objects, gaps };
}

interface Served {
  readonly kind: KindInfo;
  readonly version: string;
}

/** Config maps come last: which ones to read hangs on Deployments. */
async function servedKinds(
  api: ApiServer,
  name: string,
): Promise<{
  readonly kinds: readonly Served[];
  readonly gaps: readonly Gap[];
}> {
  const versions = await servedVersions(api, name);
  const found: Served[] = [];
  const gaps: Gap[] = [];
  const plurals = new Map<string, ReadonlySet<string> | ApiAnswer>();
  for (const kind of kinds.filter(({ readBy }) => readBy.length > 0)) {
    const offered = kind.versions.filter(version =>
      versions.get(kind.group)?.has(version),
    );
    for (const version of offered) {
      const path = pathOf(kind, version);
      const known = plurals.get(path) ?? (await pluralsAt(api, path));
      plurals.set(path, known);
      if ('status' in known) {
        gaps.push(gapOf(kind, known, 'discovery'));
        break;
      }
      if (known.has(kind.plural)) {
        found.push({ kind, version });
        break;
      }
    }
  }
  const isMap = ({ kind }: Served) => Number(kind.kind === 'ConfigMap');
  return { kinds: found.sort((a, b) => isMap(a) - isMap(b)), gaps };
}

async function servedVersions(
  api: ApiServer,
  name: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const answer = await attempt(api, '/apis', root =>
    root
      .at('groups')
      .items()
      .map(group => [group.at('name').string(), versionsIn(group)] as const),
  );
  if ('value' in answer) {
    return new Map([['', new Set(['v1'])], ...answer.value]);
  }
  throw new UsageError(`cluster '${name}' cannot be read: ${wordOf(answer)}`);
}

function versionsIn(group: Field): ReadonlySet<string> {
  const versions = group.at('versions').items();
  return new Set(versions.map(version => version.at('version').string()));
}

async function pluralsAt(
  api: ApiServer,
  path: string,
): Promise<ReadonlySet<string> | ApiAnswer> {
  const answer = await attempt(api, path, root =>
    root
      .at('resources')
      .items()
      .map(resource => resource.at('name').string()),
  );
  if ('value' in answer) return new Set(answer.value);
  // The group lost this version between the two requests.
  return answer.status === 404 ? new Set() : answer;
}

const PAGE = 500;

/** All pages of one list; a token that expired starts again without pages. */
async function list(
  api: ApiServer,
  kind: KindInfo,
  version: string,
  only: string | undefined,
): Promise<ClusterObjects> {
  for (const limit of [PAGE, undefined]) {
    const read = await listInPages(api, kind, version, { only, limit });
    if ('objects' in read) return { objects: read.objects, gaps: [] };
    if (read.status === 410) continue;
    if (read.status === 404) return { objects: [], gaps: [] };
    return { objects: [], gaps: [gapOf(kind, read, 'list', only)] };
  }
  const expired = { status: 410, body: undefined };
  return { objects: [], gaps: [gapOf(kind, expired, 'list', only)] };
}

async function listInPages(
  api: ApiServer,
  kind: KindInfo,
  version: string,
  { only, limit }: { only?: string; limit?: number },
): Promise<{ readonly objects: readonly RawObject[] } | ApiAnswer> {
  const apiVersion = kind.group ? `${kind.group}/${version}` : version;
  const objects: RawObject[] = [];
  let token = '';
  do {
    const query = new URLSearchParams({
      ...(limit === undefined ? {} : { limit: String(limit) }),
      ...(token === '' ? {} : { continue: token }),
      ...(only === undefined ? {} : { fieldSelector: `metadata.name=${only}` }),
    });
    const path = `${pathOf(kind, version)}/${kind.plural}?${query}`;
    const answer = await attempt(api, path, root => ({
      items: root.at('items').items(),
      next: root.in('metadata', 'continue').stringOr(''),
    }));
    if (!('value' in answer)) return answer;
    for (const item of answer.value.items) {
      if (!isRecord(item.value)) continue;
      // Items of a list do not repeat these.
      objects.push({ ...item.value, apiVersion, kind: kind.kind });
    }
    token = answer.value.next;
  } while (token !== '');
  return { objects };
}

/** The config maps of istiod's revisions beside the usual ones. */
function mapNames(objects: readonly RawObject[]): readonly string[] {
  const revisions = objects
    .filter(({ kind }) => kind === 'Deployment')
    .map(deployment => new Field(deployment).in('metadata', 'labels'))
    .filter(labels => labels.at('app').value === 'istiod')
    .map(labels => labels.at('istio.io/rev').stringOr(''))
    .filter(revision => revision !== '' && revision !== 'default');
  return [...factMaps, ...new Set(revisions.map(r => `istio-${r}`))];
}

function pathOf({ group }: KindInfo, version: string): string {
  return group ? `/apis/${group}/${version}` : `/api/${version}`;
}

/**
 * A request that failed on the way, or was answered by something that is no API
 * server, is an answer without status.
 */
async function attempt<T>(
  api: ApiServer,
  path: string,
  read: (body: Field) => T,
): Promise<{ readonly value: T } | ApiAnswer> {
  try {
    const answer = await api.get(path);
    if (answer.status !== 200) return answer;
    return { value: read(new Field(answer.body)) };
  } catch (error) {
    const { code } = error as { code?: unknown };
    // Other messages may repeat what a stranger answered.
    const body = typeof code === 'string' ? code : 'unexpected answer';
    return { status: 0, body };
  }
}

function wordOf({ status, body }: ApiAnswer): string {
  return status === 0 ? String(body) : `HTTP ${status}`;
}

function gapOf(
  { kind, group, plural }: KindInfo,
  answer: ApiAnswer,
  verb: 'list' | 'discovery',
  only?: string,
): Gap {
  const resource = group ? `${plural}.${group}` : plural;
  const right = `list ${only === undefined ? resource : `${resource}/${only}`}`;
  return {
    kind,
    group,
    ...(answer.status === 403 && verb === 'list'
      ? { reason: 'forbidden', detail: right }
      : { reason: 'unreachable', detail: wordOf(answer) }),
    ...(only === undefined ? {} : { object: { kind, name: only } }),
  };
}
