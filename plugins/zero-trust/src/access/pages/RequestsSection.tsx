import Button from '@material-ui/core/Button';
import { Section } from '../../components/Section';
import { useWords } from '../../hooks/useWords';
import { useRequestLink } from '../hooks/useRequestLink';
import { useStartRequest } from '../hooks/useStartRequest';
import { RequestList } from './RequestList';

/** Requests for access to and from the entity of the tab. */
export const RequestsSection = (props: { entityRef: string }) => {
  const { entityRef } = props;
  const t = useWords();
  const start = useStartRequest();
  const linkTo = useRequestLink();
  return (
    <Section id="requests" title={t('section.requests')}>
      {start && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => start({ callee: entityRef })}
        >
          {t('request.start')}
        </Button>
      )}
      <RequestList
        query={{ entityRef }}
        none={t('requests.none.entity')}
        linkTo={linkTo}
      />
    </Section>
  );
};
