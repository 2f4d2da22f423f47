import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { ClientConflictList } from './ClientConflictList';
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
          {workload.mtls.ports.length === 0 ? (
            <Typography variant="body2">{t('encryption.none')}</Typography>
          ) : (
            workload.mtls.ports.map(port => (
              <PortEncryption
                key={`${port.protocol}/${port.port}`}
                port={port}
              />
            ))
          )}
          {workload.mtls.ports.length > 0 && (
            <ClientConflictList workload={workload} />
          )}
        </Box>
      ))}
    </>
  );
};
