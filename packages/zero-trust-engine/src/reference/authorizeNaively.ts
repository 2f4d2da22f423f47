import { RawObject } from '../snapshot/KubernetesObject';

/** One HTTP request at a sidecar; `principal` is absent on plaintext. */
export interface NaiveRequest {
  readonly principal?: string;
  readonly method: string;
  readonly path: string;
  readonly port: number;
}

interface NaiveTarget {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, readonly string[] | undefined>>;

interface NaiveSpec {
  readonly selector?: { readonly matchLabels?: Record<string, string> };
  readonly action?: string;
  readonly rules?: readonly {
    readonly from?: readonly { readonly source: Fields }[];
    readonly to?: readonly { readonly operation: Fields }[];
  }[];
  readonly mtls?: { readonly mode?: string };
  readonly portLevelMtls?: Readonly<Record<string, { readonly mode: string }>>;
}

/**
 * The mode of a port before a sidecar, by looping over objects: of each scope
 * the oldest, the narrowest scope that says something, and the port of the
 * workload's own object first (Istio, PeerAuthentication).
 */
export function mtlsModeNaively(
  objects: readonly RawObject[],
  target: NaiveTarget,
  port: number,
  root: string,
): string {
  const own = ofKind(objects, 'PeerAuthentication').filter(object =>
    appliesTo(object, target, root),
  );
  const oldest = (candidates: readonly RawObject[]) =>
    [...candidates].sort((a, b) => age(a).localeCompare(age(b)))[0];
  const workload = oldest(own.filter(isSelective));
  const wide = own.filter(object => !isSelective(object));
  const inNamespace = oldest(
    wide.filter(object => namespaceOf(object) === target.namespace),
  );
  const mesh = oldest(wide.filter(object => namespaceOf(object) === root));
  const exception = workload && specOf(workload).portLevelMtls?.[port]?.mode;
  const said = [
    exception,
    ...[workload, inNamespace, mesh].map(
      object => object && specOf(object).mtls?.mode,
    ),
  ];
  return (
    said.find(mode => mode !== undefined && mode !== 'UNSET') ?? 'PERMISSIVE'
  );
}

/**
 * What a caller with a sidecar sends when no DestinationRule says anything, and
 * what becomes of it: auto mTLS looks at the namespace's mode first, and sends
 * plaintext to all of it where that is DISABLE, whatever a workload wants.
 */
export function transportNaively(
  objects: readonly RawObject[],
  target: NaiveTarget,
  port: number,
  root: string,
): 'mtls' | 'plaintext' | 'broken' {
  const everyone = { namespace: target.namespace, labels: {} };
  const mode = mtlsModeNaively(objects, target, port, root);
  const sendsPlaintext =
    mode === 'DISABLE' ||
    mtlsModeNaively(objects, everyone, port, root) === 'DISABLE';
  if (!sendsPlaintext) return 'mtls';
  return mode === 'STRICT' ? 'broken' : 'plaintext';
}

/** Whether AuthorizationPolicies let a request in: DENY first, then ALLOW. */
export function authorizeNaively(
  objects: readonly RawObject[],
  target: NaiveTarget,
  request: NaiveRequest,
  root: string,
): 'allow' | 'deny' {
  const policies = ofKind(objects, 'AuthorizationPolicy')
    .filter(object => appliesTo(object, target, root))
    .map(specOf);
  const matches = ({ rules = [] }: NaiveSpec) =>
    rules.some(
      ({ from, to }) =>
        (!from || from.some(({ source }) => fieldsMatch(source, request))) &&
        (!to || to.some(({ operation }) => fieldsMatch(operation, request))),
    );
  const denying = policies.filter(({ action }) => action === 'DENY');
  const allowing = policies.filter(
    ({ action = 'ALLOW' }) => action === 'ALLOW',
  );
  if (denying.some(matches)) return 'deny';
  return allowing.length === 0 || allowing.some(matches) ? 'allow' : 'deny';
}

function fieldsMatch(fields: Fields, request: NaiveRequest): boolean {
  return Object.entries(fields).every(([field, values = []]) => {
    const negative = field.startsWith('not');
    const name = negative ? field[3].toLowerCase() + field.slice(4) : field;
    const value = valueOf(name, request);
    const found = values.some(
      pattern => value !== undefined && glob(pattern, value),
    );
    return found !== negative;
  });
}

function valueOf(field: string, request: NaiveRequest): string | undefined {
  switch (field) {
    case 'principals':
      return request.principal;
    case 'namespaces':
      return request.principal?.split('/')[2];
    case 'methods':
      return request.method;
    case 'paths':
      return request.path;
    case 'ports':
      return String(request.port);
    default:
      throw new Error(`the oracle knows no '${field}'`);
  }
}

function glob(pattern: string, value: string): boolean {
  if (pattern === '*') return value !== '';
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return value.endsWith(pattern.slice(1));
  return pattern === value;
}

function appliesTo(
  object: RawObject,
  { namespace, labels }: NaiveTarget,
  root: string,
): boolean {
  const own = namespaceOf(object);
  if (own !== namespace && own !== root) return false;
  const wanted = Object.entries(specOf(object).selector?.matchLabels ?? {});
  if (wanted.length > 0 && object.kind === 'PeerAuthentication') {
    // A selector in the root namespace reaches no workload of another one.
    if (own !== namespace) return false;
  }
  return wanted.every(([key, value]) => labels[key] === value);
}

const ofKind = (objects: readonly RawObject[], kind: string) =>
  objects.filter(object => object.kind === kind);
const specOf = (object: RawObject) => (object.spec ?? {}) as NaiveSpec;
const metadataOf = (object: RawObject) =>
  (object.metadata ?? {}) as Readonly<Record<string, string | undefined>>;
const namespaceOf = (object: RawObject) => metadataOf(object).namespace;
const age = (object: RawObject) => metadataOf(object).creationTimestamp ?? '';
const isSelective = (object: RawObject) =>
  Object.keys(specOf(object).selector?.matchLabels ?? {}).length > 0;
