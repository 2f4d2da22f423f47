import Box from '@material-ui/core/Box';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { IdentityWords, identityWords } from '../view/identityWords';
import { CodeText } from './CodeText';
import { FactList } from './FactList';
import { ToneLabel } from './ToneLabel';
import { WorkloadHeading } from './WorkloadHeading';

/** What each workload can prove about itself, and who else can prove the same. */
export const IdentityList = (props: {
  workloads: readonly WorkloadPosture[];
  /** The server's clock. */
  now: string;
}) => {
  const t = useWords();
  return (
    <>
      {props.workloads.map(workload => {
        const words = identityWords(t, workload.identity, props.now);
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
                { name: t('identity.root'), value: <Roots words={words} /> },
                ...(words.ciliumLabels
                  ? [
                      {
                        name: t('identity.cilium'),
                        value: <CiliumLabels labels={words.ciliumLabels} />,
                      },
                    ]
                  : []),
              ]}
            />
          </Box>
        );
      })}
    </>
  );
};

function Roots(props: { words: IdentityWords }) {
  const t = useWords();
  const { roots } = props.words;
  if (roots.length === 0) {
    return <ToneLabel tone="unknown">{t('identity.rootUnknown')}</ToneLabel>;
  }
  return (
    <>
      {roots.map(({ tone, text }) => (
        <div key={text}>
          <ToneLabel tone={tone}>{text}</ToneLabel>
        </div>
      ))}
    </>
  );
}

function CiliumLabels(props: { labels: readonly string[] }) {
  const t = useWords();
  return (
    <details>
      <summary>
        {t('identity.ciliumLabels', { count: props.labels.length })}
      </summary>
      {props.labels.map(label => (
        <div key={label}>
          <CodeText>{label}</CodeText>
        </div>
      ))}
    </details>
  );
}
