import { User } from '../auth/User';
import { KubeError } from '../protocol/KubeError';
import { RequestInfo } from '../protocol/RequestInfo';
import { Attributes } from './authorize';

/** What a request needs permission for. */
export const requestAttributes = (info: RequestInfo): Attributes =>
  info.kind === 'path'
    ? { kind: 'path', verb: info.verb, path: info.path }
    : {
        kind: 'resource',
        verb: info.verb,
        group: info.group,
        resource: info.subresource
          ? `${info.plural}/${info.subresource}`
          : info.plural,
        namespace: info.namespace,
        name: info.name ?? info.selectedName,
      };

/** The 403 for a request, in the words of the API server. */
export const forbiddenRequest = (user: User, info: RequestInfo): KubeError => {
  if (info.kind === 'path')
    return KubeError.forbidden(
      { plural: '', group: '' },
      '',
      `forbidden: User "${user.name}" cannot ${info.verb} path "${info.path}"`,
    );
  const { plural, group, name, namespace, subresource, verb } = info;
  const scope =
    namespace && plural !== 'namespaces'
      ? `in the namespace "${namespace}"`
      : 'at the cluster scope';
  const subject = [
    `${plural}${group ? `.${group}` : ''}`,
    ...(name ? [`"${name}"`] : []),
  ].join(' ');
  return KubeError.forbidden(
    info,
    name ?? '',
    `${subject} is forbidden: User "${user.name}" cannot ${verb} resource "${
      subresource ? `${plural}/${subresource}` : plural
    }" in API group "${group}" ${scope}`,
  );
};
