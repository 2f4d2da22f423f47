import type {
  AccessOptions,
  AccessRequest,
  AccessSpecInput,
} from '@ztn/backstage-plugin-zero-trust-common';
import { MessageKey } from '../../view/Translate';

/** A path as it is typed. */
export interface PathField {
  type: 'exact' | 'prefix' | 'template';
  value: string;
}

/** One port as it is typed. */
export interface RuleFields {
  port: string;
  protocol: 'TCP' | 'UDP';
  /** Everything on the port, or only some methods and paths. */
  scope: 'all' | 'http';
  methods: readonly string[];
  paths: readonly PathField[];
}

/** The request as it is typed: texts, checked only when it is shown to the backend. */
export interface RequestForm {
  caller: string;
  callee: string;
  cluster: string;
  /** `namespace/serviceAccount`; empty: the caller has one only. */
  identity: string;
  /** `namespace/Kind/name`; empty: the callee has one only. */
  workload: string;
  rules: readonly RuleFields[];
  justification: string;
  ticketUrl: string;
  /** Ids of files that were chosen where several hold an object. */
  choices: readonly string[];
}

export const emptyRule: RuleFields = {
  port: '',
  protocol: 'TCP',
  scope: 'all',
  methods: [],
  paths: [],
};

/** What is known of the connection before anybody types. */
export interface RequestPrefill {
  caller?: string;
  callee?: string;
  cluster?: string;
  port?: string;
  protocol?: string;
  method?: string;
  path?: string;
}

export function toForm(prefill: RequestPrefill): RequestForm {
  const { method, path } = prefill;
  return {
    caller: prefill.caller ?? '',
    callee: prefill.callee ?? '',
    cluster: prefill.cluster ?? '',
    identity: '',
    workload: '',
    rules: [
      {
        port: prefill.port ?? '',
        protocol: prefill.protocol === 'UDP' ? 'UDP' : 'TCP',
        scope: method || path ? 'http' : 'all',
        methods: method ? [method.toUpperCase()] : [],
        paths: path ? [{ type: 'exact', value: path }] : [],
      },
    ],
    justification: '',
    ticketUrl: '',
    choices: [],
  };
}

/** The form with what a request says now filled in. */
export function formOfRequest({
  spec: { caller, callee, cluster, rules, choices },
  justification,
  ticketUrl,
}: Pick<AccessRequest, 'spec' | 'justification' | 'ticketUrl'>): RequestForm {
  const { identity } = caller;
  const { workload } = callee;
  return {
    caller: caller.entityRef,
    callee: callee.entityRef,
    cluster,
    identity: identity
      ? `${identity.namespace}/${identity.serviceAccount}`
      : '',
    workload: workload
      ? `${workload.namespace}/${workload.kind}/${workload.name}`
      : '',
    rules: rules.map(({ port, protocol, http }) => ({
      port: String(port),
      protocol,
      scope: http ? 'http' : 'all',
      methods: http?.methods ?? [],
      paths: http?.paths ?? [],
    })),
    justification,
    ticketUrl: ticketUrl ?? '',
    choices: choices ?? [],
  };
}

/** The form with what there is only one of filled in. */
export function withOptions(
  form: RequestForm,
  options: AccessOptions,
): RequestForm {
  const cluster = options.clusters.includes(form.cluster)
    ? form.cluster
    : options.clusters[0] ?? '';
  const identities = identitiesIn(options, cluster);
  const workloads = workloadsIn(options, cluster);
  const kept = (value: string, all: readonly string[]) =>
    all.includes(value) ? value : all[0] ?? '';
  return {
    ...form,
    cluster,
    identity: kept(form.identity, identities),
    workload: kept(form.workload, workloads),
  };
}

export function identitiesIn(
  { caller }: AccessOptions,
  cluster: string,
): readonly string[] {
  return caller.identities
    .filter(identity => identity.cluster === cluster)
    .map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`);
}

export function workloadsIn(
  { callee }: AccessOptions,
  cluster: string,
): readonly string[] {
  return callee.workloads
    .filter(workload => workload.cluster === cluster)
    .map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`);
}

/** Ports of the chosen workload. */
export function portsOf(
  { callee }: AccessOptions,
  form: Pick<RequestForm, 'cluster' | 'workload'>,
): AccessOptions['callee']['workloads'][number]['ports'] {
  const found = callee.workloads.find(
    ({ cluster, namespace, kind, name }) =>
      cluster === form.cluster &&
      `${namespace}/${kind}/${name}` === form.workload,
  );
  return found?.ports ?? [];
}

/** What is wrong with the rule of that number, as the key of a sentence. */
export type RuleErrors = Partial<
  Record<'port' | 'methods' | 'paths', MessageKey>
>;

export type SpecOfForm =
  | { ok: true; spec: AccessSpecInput }
  | { ok: false; errors: readonly RuleErrors[] };

const plainPath = /^\/[A-Za-z0-9._~!$&'()+,;=:@/-]{0,255}$/;
const templatePath =
  /^(\/([A-Za-z0-9._~!$&'()+,;=:@-]+|\{\*\}))*(\/\{\*\*\})?$/;

/** Turns what was typed into the API's request, or says which field is wrong. */
export function toSpec(form: RequestForm): SpecOfForm {
  const errors = form.rules.map(errorsOf);
  if (errors.some(error => Object.keys(error).length > 0)) {
    return { ok: false, errors };
  }
  const [namespace, serviceAccount] = form.identity.split('/');
  const [calleeNamespace, kind, name] = form.workload.split('/');
  return {
    ok: true,
    spec: {
      caller: {
        entityRef: form.caller,
        ...(serviceAccount ? { identity: { namespace, serviceAccount } } : {}),
      },
      callee: {
        entityRef: form.callee,
        ...(name
          ? { workload: { namespace: calleeNamespace, kind, name } }
          : {}),
      },
      cluster: form.cluster,
      rules: form.rules.map(rule => ({
        port: Number(rule.port),
        protocol: rule.protocol,
        ...(rule.scope === 'http'
          ? {
              http: {
                methods: rule.methods.map(method => method as 'GET'),
                paths: rule.paths.map(({ type, value }) => ({ type, value })),
              },
            }
          : {}),
      })),
      ...(form.choices.length > 0 ? { choices: [...form.choices] } : {}),
    },
  };
}

function errorsOf(rule: RuleFields): RuleErrors {
  const errors: RuleErrors = {};
  const port = Number(rule.port);
  if (!/^\d{1,5}$/.test(rule.port.trim()) || port < 1 || port > 65535) {
    errors.port = 'check.error.port';
  }
  if (rule.scope === 'all') return errors;
  if (rule.protocol !== 'TCP') errors.methods = 'check.error.httpNeedsTcp';
  else if (rule.methods.length === 0) errors.methods = 'request.error.methods';
  if (rule.paths.length === 0) errors.paths = 'request.error.paths';
  else if (!rule.paths.every(isPath)) errors.paths = 'request.error.path';
  return errors;
}

function isPath({ type, value }: PathField): boolean {
  return type === 'template'
    ? value !== '' && templatePath.test(value)
    : plainPath.test(value) && !/\/\/|\/\.\.?(\/|$)/.test(value);
}
