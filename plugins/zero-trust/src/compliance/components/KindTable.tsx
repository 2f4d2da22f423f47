import Typography from '@material-ui/core/Typography';
import { KindState } from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { timeWords } from '../../view/timeWords';
import { PlainTable } from './PlainTable';

/**
 * Kinds that are not watched, each with what is missing. The others are counted
 * and listed on demand; those that are not installed are a fact and no problem.
 */
export const KindTable = (props: {
  kinds: readonly KindState[];
  now: string;
  caption: string;
}) => {
  const { kinds, now } = props;
  const t = useWords();
  const nameOf = ({ kind, group }: KindState) =>
    group ? `${kind} (${group})` : kind;
  const watched = kinds.filter(({ state }) => state === 'watching');
  const absent = kinds.filter(({ state }) => state === 'not-installed');
  const problems = kinds.filter(
    ({ state }) => state !== 'watching' && state !== 'not-installed',
  );
  return (
    <>
      {problems.length > 0 && (
        <>
          <ToneLabel tone="unknown">
            {t('clusters.problemsOnly', { count: problems.length })}
          </ToneLabel>
          <PlainTable
            caption={`${props.caption}: ${t('clusters.detail')}`}
            columns={[
              t('clusters.kind'),
              t('clusters.state'),
              t('clusters.detail'),
            ]}
            rows={problems.map(kind => {
              const since = kind.staleSince && timeWords(kind.staleSince, now);
              return {
                id: nameOf(kind),
                cells: [
                  nameOf(kind),
                  <ToneLabel tone="unknown">
                    {t(`clusters.kindState.${kind.state}`)}
                  </ToneLabel>,
                  [
                    kind.missing &&
                      t('clusters.right', { right: kind.missing }),
                    since && t('clusters.since', { time: since.clock }),
                    kind.detail,
                  ]
                    .filter(Boolean)
                    .join(' · '),
                ],
              };
            })}
          />
        </>
      )}
      <details>
        <summary>
          <ToneLabel tone={watched.length > 0 ? 'good' : 'unknown'}>
            {t('clusters.allWatched', { count: watched.length })}
          </ToneLabel>
        </summary>
        <PlainTable
          caption={`${props.caption}: ${t('clusters.kinds')}`}
          columns={[t('clusters.kind'), t('clusters.objects')]}
          rows={watched.map(kind => ({
            id: nameOf(kind),
            cells: [nameOf(kind), kind.objects ?? ''],
          }))}
        />
      </details>
      {absent.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('clusters.notInstalled', {
            kinds: absent.map(nameOf).join(', '),
          })}
        </Typography>
      )}
    </>
  );
};
