import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useRef, useState } from 'react';
import { useDebounce } from 'react-use';

/** Kinds that can stand for workloads. */
const KINDS = ['component', 'resource', 'api'];
/** Enough to choose from; the rest is found by typing more. */
const LIMIT = 20;
const TYPING_PAUSE = 300;

/** What a search field shows under it. */
export interface EntitySearch {
  refs: readonly string[];
  loading: boolean;
  error?: Error;
}

/** Entity refs that fit a text. Never loads the whole catalog. */
export function useEntitySearch(text: string, enabled: boolean): EntitySearch {
  const catalog = useApi(catalogApiRef);
  const [search, setSearch] = useState<EntitySearch>({
    refs: [],
    loading: false,
  });
  const latest = useRef(0);
  useDebounce(
    () => {
      if (!enabled) return;
      latest.current += 1;
      // An answer that comes late is about what was typed before.
      const turn = latest.current;
      const show = (found: EntitySearch) => {
        if (latest.current === turn) setSearch(found);
      };
      setSearch(old => ({ ...old, loading: true, error: undefined }));
      catalog
        .queryEntities({
          filter: { kind: KINDS },
          fields: ['kind', 'metadata.namespace', 'metadata.name'],
          fullTextFilter: {
            term: text,
            fields: ['metadata.name', 'metadata.title'],
          },
          limit: LIMIT,
        })
        .then(
          ({ items }) =>
            show({ refs: items.map(stringifyEntityRef), loading: false }),
          error => show({ refs: [], loading: false, error }),
        );
    },
    TYPING_PAUSE,
    [text, enabled, catalog],
  );
  return search;
}
