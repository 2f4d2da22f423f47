import Box from '@material-ui/core/Box';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { identityWords } from '../view/identityWords';
import { CodeText } from './CodeText';
import { FactList } from './FactList';
import { ToneLabel } from './ToneLabel';
import { WorkloadHeading } from './WorkloadHeading';

/** What each workload can prove about itself, and who else can prove the same. */
export const IdentityList = (props: {
  workloads: readonly WorkloadPosture[];
}) => {
  const t = useWords();
  return (
    <>
      {props.workloads.map(workload => {
        const words = identityWords(t, workload.identity);
        return (
          <Box key={`${workload.cluster}/${workload.key}`} mb={2}>
            <WorkloadHeading workload={workload} />
            <FactList
              facts={[
                {
                  name: t('identity.proof'),
                  value: (
                    <ToneLabel tone={words.proof.tone}>
                      {words.proof.text}
                    </ToneLabel>
                  ),
                },
                {
                  name: t('identity.principal'),
                  value: <CodeText>{words.principal}</CodeText>,
                },
                {
                  name: t('identity.spiffeId'),
                  value: <CodeText>{words.spiffeId}</CodeText>,
                },
                {
                  name: t('identity.serviceAccount'),
                  value: (
                    <ToneLabel tone={words.serviceAccount.tone}>
                      {words.serviceAccount.text}
                    </ToneLabel>
                  ),
                },
                {
                  name: t('identity.sharing'),
                  value: (
                    <>
                      <ToneLabel tone={words.sharing.tone}>
                        {words.sharing.text}
                      </ToneLabel>
                      {words.sharedWith.map(key => (
                        <div key={key}>
                          <CodeText>{key}</CodeText>
                        </div>
                      ))}
                    </>
                  ),
                },
                {
                  name: t('identity.trustDomain'),
                  value: words.trustDomain,
                },
              ]}
            />
          </Box>
        );
      })}
    </>
  );
};
