import { Fields, fieldsOf, pick } from './pick';

const sourceFields = ['repoURL', 'path', 'targetRevision', 'chart', 'ref'];

/**
 * What is kept of Argo CD's Application: where it reads. Values for Helm, which
 * may hold anything, are dropped.
 */
export function trimApplication(rest: Fields): Fields {
  const spec = fieldsOf(rest.spec);
  const { source, sources, sourceHydrator } = spec;
  const drySource = fieldsOf(sourceHydrator).drySource;
  return {
    spec: {
      ...(source ? { source: trimSource(source) } : {}),
      ...(Array.isArray(sources) ? { sources: sources.map(trimSource) } : {}),
      ...(sourceHydrator
        ? {
            sourceHydrator: drySource
              ? { drySource: trimSource(drySource) }
              : {},
          }
        : {}),
    },
  };
}

/** Of Flux's Kustomization: which source, and which folder of it. */
export function trimKustomization(rest: Fields): Fields {
  return {
    spec: pick(fieldsOf(rest.spec), ['path', 'sourceRef', 'suspend']),
  };
}

/** Of Flux's GitRepository: which one, and what of it is followed. */
export function trimGitRepository(rest: Fields): Fields {
  const spec = fieldsOf(rest.spec);
  return {
    spec: {
      ...pick(spec, ['ref', 'suspend']),
      ...(typeof spec.url === 'string'
        ? { url: withoutCredentials(spec.url) }
        : {}),
    },
  };
}

function trimSource(source: unknown): Fields {
  const kept = pick(fieldsOf(source), sourceFields);
  return typeof kept.repoURL === 'string'
    ? { ...kept, repoURL: withoutCredentials(kept.repoURL) }
    : kept;
}

/** `https://user:token@host/…` is written more often than one thinks. */
function withoutCredentials(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
}
