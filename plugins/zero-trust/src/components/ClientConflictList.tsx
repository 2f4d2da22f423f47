import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { clientConflicts } from '../view/clientConflicts';
import { findingWords } from '../view/reasonWords';
import { toneOfSeverity } from '../view/tone';
import { CodeText } from './CodeText';
import { ToneLabel } from './ToneLabel';

/** Whether callers are told to send what the workload's ports refuse. */
export const ClientConflictList = (props: { workload: WorkloadPosture }) => {
  const t = useWords();
  return (
    <Box mt={1}>
      <Typography variant="body1" component="h4">
        {t('encryption.clients')}
      </Typography>
      <Typography variant="body2" component="div">
        <Conflicts workload={props.workload} />
      </Typography>
    </Box>
  );
};

function Conflicts(props: { workload: WorkloadPosture }) {
  const t = useWords();
  const conflicts = clientConflicts(props.workload);
  if (conflicts.state === 'none') return <>{t('encryption.clientsFine')}</>;
  if (conflicts.state === 'unknown') {
    return (
      <ToneLabel tone="unknown">{t('encryption.clientsUnknown')}</ToneLabel>
    );
  }
  return (
    <>
      {conflicts.findings.map((finding, i) => {
        const { title, meaning } = findingWords(t, finding.code);
        return (
          <div key={i}>
            <ToneLabel tone={toneOfSeverity(finding.severity)}>
              {title}
            </ToneLabel>
            <div>
              {meaning} <CodeText>{finding.object}</CodeText>{' '}
              {finding.path && <CodeText>{finding.path}</CodeText>}
            </div>
          </div>
        );
      })}
    </>
  );
}
