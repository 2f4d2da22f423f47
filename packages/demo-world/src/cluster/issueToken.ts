import { TokenStore } from '../auth/TokenStore';
import { serviceAccountUser } from '../auth/User';
import { KubeError } from '../protocol/KubeError';
import { ResourceRequest } from '../protocol/RequestInfo';
import { HandlerContext } from '../protocol/Scope';
import { KubeObject, numberAt } from '../store/KubeObject';
import { timestamp } from '../write/ObjectWriter';

/** Answers a TokenRequest for a service account; these tokens never run out. */
export const issueToken = (
  request: KubeObject,
  info: ResourceRequest,
  context: HandlerContext,
  tokens: TokenStore,
): KubeObject => {
  const { namespace = '', name = '' } = info;
  const account = context.store.get('serviceaccounts', namespace, name);
  if (!account)
    throw KubeError.notFound(
      { group: '', plural: 'serviceaccounts', kind: 'ServiceAccount' },
      name,
    );
  const seconds = numberAt(request, 'spec', 'expirationSeconds') ?? 3600;
  return {
    ...request,
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { ...request.metadata, name, namespace },
    status: {
      token: tokens.issue({
        ...serviceAccountUser(namespace, name),
        uid: account.metadata.uid,
      }),
      expirationTimestamp: timestamp(
        new Date(context.now().getTime() + seconds * 1000),
      ),
    },
  };
};
