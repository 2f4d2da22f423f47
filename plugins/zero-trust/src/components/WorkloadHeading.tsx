import Typography from '@material-ui/core/Typography';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';

/** Names the workload that a part of a section is about. */
export const WorkloadHeading = (props: { workload: WorkloadPosture }) => {
  const t = useWords();
  const { cluster, namespace, kind, name, variant } = props.workload;
  return (
    <Typography variant="subtitle2" component="h3" gutterBottom>
      {t('header.workload', {
        cluster,
        namespace,
        kind,
        name: variant ? `${name} (${variant})` : name,
      })}
    </Typography>
  );
};
