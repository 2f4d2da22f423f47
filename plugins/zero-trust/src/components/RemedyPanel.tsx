import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import {
  JudgeRequest,
  JudgeResponse,
  Remedy,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useJudge } from '../hooks/useJudge';
import { useWords } from '../hooks/useWords';
import { obstacleWords, openedWords, remedyState } from '../view/remedyWords';
import { CodeText } from './CodeText';
import { FailedPanel } from './FailedPanel';
import { ObjectYaml } from './ObjectYaml';
import { ToneLabel } from './ToneLabel';

type Answer = JudgeResponse['answers'][number];

const tones = {
  proven: 'good',
  'opens-more': 'caution',
  'not-enough': 'caution',
  none: 'bad',
} as const;

/** Asks for the smallest change on demand: it costs the backend a compile. */
export const RemedyPanel = (props: {
  request: JudgeRequest;
  answer: Answer;
}) => {
  const { request, answer } = props;
  const t = useWords();
  const [isWanted, setWanted] = useState(false);
  const found = useJudge(isWanted ? { ...request, remedy: true } : undefined);
  if (found.status === 'idle') {
    return (
      <Box mt={1}>
        <Button size="small" variant="outlined" onClick={() => setWanted(true)}>
          {t('remedy.ask')}
        </Button>
      </Box>
    );
  }
  if (found.status === 'loading') {
    return <LinearProgress aria-label={t('state.loading')} />;
  }
  if (found.status === 'failed') {
    return (
      <FailedPanel
        title={t('remedy.failed')}
        error={found.error}
        onRetry={found.refetch}
      />
    );
  }
  const { remedy } =
    found.value.answers.find(
      other =>
        other.cluster === answer.cluster &&
        other.from === answer.from &&
        other.to === answer.to,
    ) ?? {};
  return (
    <Box mt={1}>
      <Typography variant="subtitle2" component="h4">
        {t('remedy.title')}
      </Typography>
      {remedy ? (
        <RemedyText remedy={remedy} />
      ) : (
        <ToneLabel tone="unknown">{t('remedy.missing')}</ToneLabel>
      )}
    </Box>
  );
};

const RemedyText = ({ remedy }: { remedy: Remedy }) => {
  const t = useWords();
  const opened = [
    ...remedy.opens.map(call => openedWords(t, call)),
    ...(remedy.opensHidden > 0
      ? [t('remedy.opensHidden', { count: remedy.opensHidden })]
      : []),
  ];
  return (
    <>
      <ToneLabel tone={tones[remedy.state]}>{remedyState(t, remedy)}</ToneLabel>
      {remedy.obstacles.map((obstacle, i) => {
        const { sentence, evidence } = obstacleWords(t, obstacle);
        return (
          <Typography variant="body2" key={i}>
            {sentence}{' '}
            {evidence.map(text => (
              <CodeText key={text}>{text}</CodeText>
            ))}
          </Typography>
        );
      })}
      {opened.length > 0 && (
        <Typography variant="body2" component="div">
          {t('remedy.opens')}:
          {opened.map(line => (
            <div key={line}>{line}</div>
          ))}
        </Typography>
      )}
      {remedy.objects.map(({ kind, namespace, name, place, object }) => (
        <Box key={`${place} ${kind} ${namespace}/${name}`} mt={1}>
          <Typography variant="body2">
            {t('remedy.object', { kind, namespace, name })}
          </Typography>
          <ObjectYaml label={`${kind} ${namespace}/${name}`} object={object} />
        </Box>
      ))}
    </>
  );
};
