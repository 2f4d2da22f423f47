import Typography from '@material-ui/core/Typography';
import { Control, Waiver } from '@ztn/backstage-plugin-zero-trust-common';
import { ReactNode } from 'react';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { timeWords } from '../../view/timeWords';
import { scopeWords } from '../view/waiverForm';
import { PlainTable } from './PlainTable';

/** Exceptions with what they cover, why, and until when. */
export const WaiverTable = (props: {
  waivers: readonly Waiver[];
  controls: ReadonlyMap<string, Control>;
  now: string;
  actionOf: (waiver: Waiver) => ReactNode;
}) => {
  const { waivers, controls, now } = props;
  const t = useWords();
  const dateOf = (iso: string) => iso.slice(0, 10);
  return (
    <PlainTable
      caption={t('exceptions.caption')}
      columns={[
        t('exceptions.control'),
        t('exceptions.for'),
        t('exceptions.why'),
        t('exceptions.ends'),
        '',
      ]}
      rows={waivers.map(waiver => ({
        id: waiver.id,
        cells: [
          controls.get(waiver.control)?.title ?? waiver.control,
          <>
            {scopeWords(t, waiver.scope)}
            <Typography variant="caption" component="div" color="textSecondary">
              {waiver.scope.cluster}
            </Typography>
          </>,
          <>
            {waiver.reason}
            <Typography variant="caption" component="div" color="textSecondary">
              {waiver.owner};{' '}
              {t('exceptions.by', {
                user: waiver.createdBy,
                date: dateOf(waiver.createdAt),
              })}
              {waiver.endedAt &&
                `; ${t('exceptions.endedBy', {
                  user: waiver.endedBy ?? '',
                  date: dateOf(waiver.endedAt),
                })}`}
            </Typography>
          </>,
          <>
            <ToneLabel tone={waiver.state === 'active' ? 'caution' : 'neutral'}>
              {t(`exceptions.state.${waiver.state}`)}
            </ToneLabel>
            <div>
              {dateOf(waiver.expiresAt)} (
              {timeWords(waiver.expiresAt, now)?.relative})
            </div>
          </>,
          props.actionOf(waiver),
        ],
      }))}
    />
  );
};
