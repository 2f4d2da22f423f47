/** One pattern of the identity label filter, compiled. */
interface LabelPattern {
  readonly include: boolean;
  /** How much of the key it covers from the start; undefined for no match. */
  readonly covers: (source: string, key: string) => number | undefined;
}

/**
 * Cilium's built-in filter: what makes up an identity. Patterns match from the
 * start of the key; of several, the one that covers most of it decides.
 */
const builtIn: readonly string[] = [
  'reserved:.*',
  'io\\.kubernetes\\.pod\\.namespace',
  'io\\.cilium\\.k8s\\.namespace\\.labels',
  'app\\.kubernetes\\.io',
  'io\\.cilium\\.k8s\\.policy\\.cluster',
  'io\\.cilium\\.k8s\\.policy\\.serviceaccount',
  '!io\\.kubernetes',
  '!kubernetes\\.io',
  '!.*beta\\.kubernetes\\.io',
  '!k8s\\.io',
  '!pod-template-generation',
  '!pod-template-hash',
  '!controller-revision-hash',
  '!annotation.*',
  '!controller-uid',
  '!etcd_node',
  '!topology\\.kubernetes\\.io',
  '![a-z0-9-]+\\.kubernetes\\.io',
  '!statefulset\\.kubernetes\\.io/pod-name',
  '!apps\\.kubernetes\\.io/pod-index',
  '!batch\\.kubernetes\\.io/job-completion-index',
];

/** Labels that are always part of an identity. */
const alwaysKept = builtIn.filter(pattern => !pattern.startsWith('!'));

/**
 * Whether a label is part of a workload's Cilium identity. A selector that
 * reads another label never matches. With patterns of one's own: any inclusive
 * one makes the list a white list.
 */
export function labelFilter(
  patterns: readonly string[] | undefined,
): (source: string, key: string) => boolean {
  const own = patterns?.map(compile);
  const rules = own
    ? [...alwaysKept.map(compile), ...own]
    : builtIn.map(compile);
  const isWhiteList = own?.some(rule => rule.include) ?? false;
  return (source, key) => {
    const matching = rules.flatMap(rule => {
      const length = rule.covers(source, key);
      return length === undefined ? [] : [{ length, include: rule.include }];
    });
    if (matching.length === 0) return !isWhiteList;
    const longest = Math.max(...matching.map(match => match.length));
    return matching.some(match => match.length === longest && match.include);
  };
}

/** `!` excludes; a source in front limits to it. */
function compile(text: string): LabelPattern {
  const include = !text.startsWith('!');
  const body = include ? text : text.slice(1);
  const colon = body.indexOf(':');
  const source = colon === -1 ? undefined : body.slice(0, colon);
  const key = colon === -1 ? body : body.slice(colon + 1);
  const regex = safeRegExp(`^(?:${key})`);
  return {
    include,
    covers: (ofSource, name) =>
      source === undefined || source === ofSource
        ? regex.exec(name)?.[0].length
        : undefined,
  };
}

/** A pattern that is no regular expression is taken as a plain prefix. */
function safeRegExp(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    return new RegExp(`^${text.replace(/[^\w]/g, '\\$&')}`);
  }
}
