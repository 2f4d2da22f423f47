import { makeStyles } from '@material-ui/core/styles';
import { LayerVerdict } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { EvidenceWords, layerSteps } from '../view/layerSteps';
import { CodeText } from './CodeText';
import { OutcomeLabel } from './OutcomeLabel';
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
export const LayerSteps = (props: { layers: readonly LayerVerdict[] }) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label={t('step.list')}>
      {layerSteps(t, props.layers).map(step => (
        <li key={step.id} className={classes.step}>
          <div>
            {step.notReached ? (
              <ToneLabel tone="neutral">{t('outcome.notReached')}</ToneLabel>
            ) : (
              <OutcomeLabel outcome={step.outcome} />
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
              <EvidenceLine key={i} classes={classes} evidence={evidence} />
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
  evidence: EvidenceWords;
}) {
  const { classes, evidence } = props;
  const t = useWords();
  return (
    <div className={classes.evidence}>
      {evidence.sentence}{' '}
      {evidence.policy && <CodeText>{evidence.policy}</CodeText>}{' '}
      {evidence.path && <CodeText>{evidence.path}</CodeText>}
      {evidence.values.length > 0 && (
        <div className={classes.quiet}>{evidence.values.join(' · ')}</div>
      )}
      {evidence.considered.length > 0 && (
        <div className={classes.quiet}>
          {t('step.considered', { policies: evidence.considered.join(', ') })}
        </div>
      )}
    </div>
  );
}
