import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import {
  NodeEncryption,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { ClientConflictList } from './ClientConflictList';
import {
  nodeEncryptionReason,
  nodeEncryptionStatement,
} from '../view/exposureWords';
import { dataPlaneWords } from '../view/dataPlaneWords';
import { CodeText } from './CodeText';
import { PortEncryption } from './PortEncryption';
import { WorkloadHeading } from './WorkloadHeading';

/** Per workload and port: what is declared, where from, and what pods enforce. */
export const EncryptionList = (props: {
  workloads: readonly WorkloadPosture[];
}) => {
  const t = useWords();
  return (
    <>
      {props.workloads.map(workload => (
        <Box key={`${workload.cluster}/${workload.key}`} mb={2}>
          <WorkloadHeading workload={workload} />
          <Typography variant="body2" color="textSecondary" gutterBottom>
            {t('encryption.dataPlane', {
              planes: dataPlaneWords(t, workload.mesh),
            })}
          </Typography>
          {workload.mtls.ports.length === 0 ? (
            <Typography variant="body2">{t('encryption.none')}</Typography>
          ) : (
            workload.mtls.ports.map(port => (
              <PortEncryption
                key={`${port.protocol}/${port.port}`}
                port={port}
                cluster={workload.cluster}
              />
            ))
          )}
          {workload.mtls.ports.length > 0 && (
            <ClientConflictList workload={workload} />
          )}
          <NodeEncryptionLine encryption={workload.nodeEncryption} />
        </Box>
      ))}
      {props.workloads.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('encryption.notObserved')}
        </Typography>
      )}
    </>
  );
};

/** Below the mesh: what the network plugin does between nodes. */
const NodeEncryptionLine = (props: { encryption: NodeEncryption }) => {
  const { encryption } = props;
  const t = useWords();
  const state = nodeEncryptionStatement(t, encryption).text;
  const reason = nodeEncryptionReason(t, encryption);
  return (
    <Box mt={1}>
      <Typography variant="body2" component="div">
        {t('nodeEncryption.title', { state })}{' '}
        <CodeText>{encryption.source}</CodeText>
        {reason && <div>{reason}</div>}
      </Typography>
    </Box>
  );
};
