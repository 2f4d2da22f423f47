import { makeStyles } from '@material-ui/core/styles';
import { LayerVerdict, Outcome } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { EvidenceWords, layerSteps } from '../view/layerSteps';
import { CodeText } from './CodeText';
import { EvidenceObject } from './EvidenceObject';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  step: {
    display: 'grid',
    gridTemplateColumns: '120px minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.75, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  title: { fontWeight: 600 },
  evidence: { margin: theme.spacing(0.25, 0) },
  quiet: { color: theme.palette.text.secondary },
}));

/** Every layer of a verdict in path order, with what decided in it. */
export const LayerSteps = (props: {
  layers: readonly LayerVerdict[];
  /** Where the objects of the evidence are. */
  cluster: string;
  /** Given where the layers are those of a row that lists its requests. */
  rowOutcome?: Outcome;
}) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label={t('step.list')}>
      {layerSteps(t, props.layers, props.rowOutcome).map(step => (
        <li key={step.id} className={classes.step}>
          <div>
            {step.notReached ? (
              <ToneLabel tone="neutral">{t('outcome.notReached')}</ToneLabel>
            ) : (
              <ToneLabel tone={step.outcome.tone}>
                {step.outcome.word}
              </ToneLabel>
            )}
          </div>
          <div>
            <div>
              <span className={classes.title}>{step.title}</span>{' '}
              <span className={classes.quiet}>{step.notes.join(' ')}</span>
            </div>
            {step.notReached && (
              <div className={classes.quiet}>{t('step.notReached')}</div>
            )}
            {step.because.map((evidence, i) => (
              <EvidenceLine
                key={i}
                classes={classes}
                cluster={props.cluster}
                evidence={evidence}
              />
            ))}
            {!step.notReached && step.because.length === 0 && (
              <div className={classes.quiet}>{t('step.noEvidence')}</div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
};

function EvidenceLine(props: {
  classes: ReturnType<typeof useStyles>;
  cluster: string;
  evidence: EvidenceWords;
}) {
  const { classes, cluster, evidence } = props;
  return (
    <div className={classes.evidence}>
      {evidence.sentence}{' '}
      {evidence.policy && <CodeText>{evidence.policy}</CodeText>}{' '}
      {evidence.path && <CodeText>{evidence.path}</CodeText>}{' '}
      {evidence.policy && (
        <EvidenceObject
          cluster={cluster}
          object={evidence.policy}
          path={evidence.path}
        />
      )}
      {evidence.values.length > 0 && (
        <div className={classes.quiet}>{evidence.values.join(' · ')}</div>
      )}
      <Considered classes={classes} policies={evidence.considered} />
    </div>
  );
}

/** As many as this are named at once; more are one click away. */
const FEW = 3;

function Considered(props: {
  classes: ReturnType<typeof useStyles>;
  policies: readonly string[];
}) {
  const { classes, policies } = props;
  const t = useWords();
  if (policies.length === 0) return null;
  if (policies.length <= FEW) {
    return (
      <div className={classes.quiet}>
        {t('step.considered', { policies: policies.join(', ') })}
      </div>
    );
  }
  return (
    <details className={classes.quiet}>
      <summary>{t('step.consideredMany', { count: policies.length })}</summary>
      {policies.map(policy => (
        <div key={policy}>{policy}</div>
      ))}
    </details>
  );
}
