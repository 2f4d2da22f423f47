import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { PostureResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { FactList } from '../components/FactList';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { ToneLabel } from '../components/ToneLabel';
import { useEntityPosture } from '../hooks/useEntityPosture';
import { useLiveRefetch } from '../hooks/useLiveRefetch';
import { usePostureAccess } from '../hooks/usePostureAccess';
import { useTabLink } from '../hooks/useTabLink';
import { useWords } from '../hooks/useWords';
import { headerFacts } from '../view/headerFacts';
import { isForbidden } from '../view/isForbidden';
import { reasonOf } from '../view/reasonOf';

/** The overview card: the worst workload in words, and the way to the tab. */
export const ZeroTrustCard = () => {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const t = useWords();
  const link = useTabLink();
  const access = usePostureAccess(entityRef);
  const posture = useEntityPosture(entityRef, {
    enabled: access === 'allowed',
  });
  useLiveRefetch(posture.refetch);

  let body = <LoadingSkeleton rows={4} />;
  if (access === 'denied') {
    body = <Typography variant="body2">{t('card.forbidden')}</Typography>;
  } else if (posture.status === 'failed') {
    body = isForbidden(posture.error) ? (
      <Typography variant="body2">{t('card.forbidden')}</Typography>
    ) : (
      <ToneLabel tone="unknown">{t('card.failed')}</ToneLabel>
    );
  } else if (posture.status === 'ready') {
    body = <Summary posture={posture.value} stale={posture.refreshError} />;
  }
  return (
    <InfoCard title={t('card.title')} variant="gridItem">
      {body}
      {link && (
        <Box mt={2}>
          <Typography variant="body2">
            <Link to={link}>{t('card.open')}</Link>
          </Typography>
        </Box>
      )}
    </InfoCard>
  );
};

const nothingKey = {
  matched: 'state.empty.title',
  'no-annotation': 'card.noMapping',
  'no-match': 'card.noMatch',
  unreadable: 'mapping.unreadable.title',
} as const;

function Summary(props: { posture: PostureResponse; stale?: Error }) {
  const { mapping, workloads, partial } = props.posture;
  const t = useWords();
  const [worst] = workloads;
  if (!worst) {
    return (
      <ToneLabel tone={mapping.state === 'unreadable' ? 'unknown' : 'neutral'}>
        {t(nothingKey[mapping.state])}
      </ToneLabel>
    );
  }
  return (
    <>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {t('header.workload', {
          cluster: worst.cluster,
          namespace: worst.namespace,
          kind: worst.kind,
          name: worst.name,
        })}
      </Typography>
      <FactList
        facts={headerFacts(t, worst).map(({ label, tone, text }) => ({
          name: label,
          value: <ToneLabel tone={tone}>{text}</ToneLabel>,
        }))}
      />
      {workloads.length > 1 && (
        <Typography variant="body2">
          {t('card.more', { count: workloads.length - 1 })}
        </Typography>
      )}
      {(partial || props.stale) && (
        <Box mt={1}>
          <ToneLabel tone="unknown">
            {props.stale
              ? t('state.refreshFailed', { error: reasonOf(props.stale) })
              : t('state.partial')}
          </ToneLabel>
        </Box>
      )}
    </>
  );
}
