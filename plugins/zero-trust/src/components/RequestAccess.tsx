import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { useStartRequest } from '../access/hooks/useStartRequest';
import { RequestPrefill } from '../access/view/requestForm';
import { useWords } from '../hooks/useWords';

/**
 * The way from a refused connection to a request. Nothing where none leads on:
 * only services of the catalog can be asked for and owned.
 */
export const RequestAccess = (props: {
  /** What is known of the connection, seen from the entity of the page. */
  prefill: (entityRef: string) => RequestPrefill | undefined;
}) => {
  const start = useStartRequest();
  const t = useWords();
  const { entity } = useEntity();
  const prefill = props.prefill(stringifyEntityRef(entity));
  return start && prefill ? (
    <Button size="small" variant="outlined" onClick={() => start(prefill)}>
      {t('request.start')}
    </Button>
  ) : null;
};
