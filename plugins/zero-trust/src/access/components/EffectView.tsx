import Typography from '@material-ui/core/Typography';
import type { AccessPreview } from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from '../../components/ToneLabel';
import { ChangeTable } from '../../components/whatIf/ChangeTable';
import { useWords } from '../../hooks/useWords';

/** Every permission that the change gives or takes. */
export const EffectView = (props: {
  effect: AccessPreview['effect'];
  cluster: string;
}) => {
  const { effect, cluster } = props;
  const t = useWords();
  const { added, removed, hidden } = effect;
  return (
    <>
      <Typography variant="body2">
        {t('request.effect.counts', {
          before: effect.inboundBefore,
          after: effect.inboundAfter,
        })}
      </Typography>
      {added.length + removed.length === 0 && (
        <Typography variant="body2">{t('request.effect.none')}</Typography>
      )}
      {added.length > 0 && (
        <ChangeTable
          caption={t('request.effect.added')}
          cluster={cluster}
          changes={added}
        />
      )}
      {removed.length > 0 && (
        <>
          <ToneLabel tone="bad">{t('request.effect.removed')}</ToneLabel>
          <ChangeTable
            caption={t('request.effect.removed')}
            cluster={cluster}
            changes={removed}
          />
        </>
      )}
      {hidden > 0 && (
        <ToneLabel tone="unknown">
          {t('request.effect.hidden', { count: hidden })}
        </ToneLabel>
      )}
    </>
  );
};
