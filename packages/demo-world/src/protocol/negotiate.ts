import { KubeError } from './KubeError';

/** The form in which a client wants objects. */
export type Representation = 'object' | 'table' | 'partial';

const parseMedia = (text: string) => {
  const [type, ...parameters] = text.split(';').map(part => part.trim());
  return {
    type,
    parameters: Object.fromEntries(
      parameters.map(parameter => parameter.split('=', 2)),
    ) as Record<string, string>,
  };
};

const isJson = (type: string) =>
  type === 'application/json' || type === '*/*' || type === 'application/*';

/** Picks the first acceptable form; only JSON is spoken here, so others are refused. */
export const negotiate = (accept: string | undefined): Representation => {
  if (!accept) return 'object';
  for (const { type, parameters } of accept.split(',').map(parseMedia)) {
    if (!isJson(type)) continue;
    if (parameters.as === undefined) return 'object';
    if (parameters.as === 'Table' && parameters.v !== 'v1beta1') return 'table';
    if (parameters.as.startsWith('PartialObjectMetadata')) return 'partial';
  }
  throw new KubeError({
    code: 406,
    reason: 'NotAcceptable',
    message: 'only the following media types are accepted: application/json',
  });
};

/** Whether a client accepts aggregated discovery, and in which version. */
export const wantsAggregatedDiscovery = (
  accept: string | undefined,
): 'v2' | 'v2beta1' | undefined =>
  (accept ?? '')
    .split(',')
    .map(parseMedia)
    .filter(
      ({ type, parameters }) =>
        isJson(type) && parameters.as === 'APIGroupDiscoveryList',
    )
    .map(({ parameters }) => parameters.v)
    .find((v): v is 'v2' | 'v2beta1' => v === 'v2' || v === 'v2beta1');
