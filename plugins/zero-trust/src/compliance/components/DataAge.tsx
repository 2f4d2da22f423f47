import Typography from '@material-ui/core/Typography';
import { ComplianceResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { timeWords } from '../../view/timeWords';

/** When the controls of each cluster were computed, and what is not counted. */
export const DataAge = (props: {
  age: Pick<ComplianceResponse, 'now' | 'clusters' | 'excludedWorkloads'>;
}) => {
  const { now, clusters, excludedWorkloads } = props.age;
  const t = useWords();
  return (
    <Typography variant="body2" color="textSecondary" component="div">
      {clusters.map(({ cluster, assessedAt }) => {
        const time = assessedAt ? timeWords(assessedAt, now) : undefined;
        return (
          <div key={cluster}>
            {time
              ? t('compliance.age.assessed', {
                  cluster,
                  ago: time.relative,
                  time: time.clock,
                })
              : t('compliance.age.pending', { cluster })}
          </div>
        );
      })}
      {excludedWorkloads > 0 && (
        <div>{t('compliance.excluded', { count: excludedWorkloads })}</div>
      )}
    </Typography>
  );
};
