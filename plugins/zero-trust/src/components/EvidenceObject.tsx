import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { EvidenceObject as Answer } from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useEvidenceObject } from '../hooks/useEvidenceObject';
import { useWords } from '../hooks/useWords';
import { isNotFound } from '../view/isNotFound';
import { originWords } from '../view/originWords';
import { CodeText } from './CodeText';
import { FailedPanel } from './FailedPanel';
import { ObjectYaml } from './ObjectYaml';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles(theme => ({
  button: {
    // As high as the line of text that it stands in.
    padding: theme.spacing(0, 0.75),
    minWidth: 0,
    lineHeight: 1.4,
    verticalAlign: 'baseline',
  },
  shown: {
    ...theme.typography.body2,
    fontWeight: 'normal',
    margin: theme.spacing(0.5, 0, 1),
  },
  quiet: { color: theme.palette.text.secondary },
}));

interface Props {
  cluster: string;
  /** As evidence has it, `Kind namespace/name`. */
  object: string;
  /** The field that decided. */
  path?: string;
}

/** Opens to the rule of a policy as it stands in the cluster. */
export const EvidenceObject = (props: Props) => {
  const { object } = props;
  const t = useWords();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        color="primary"
        className={classes.button}
        aria-expanded={open}
        aria-label={t(open ? 'object.hide' : 'object.show', { object })}
        onClick={() => setOpen(!open)}
      >
        YAML
      </Button>
      {open && (
        <div className={classes.shown}>
          <Fetched {...props} />
        </div>
      )}
    </>
  );
};

function Fetched(props: Props) {
  const t = useWords();
  const found = useEvidenceObject(props);
  switch (found.status) {
    case 'loading':
      return <LinearProgress aria-label={t('state.loading')} />;
    case 'failed':
      return isNotFound(found.error) ? (
        <ToneLabel tone="unknown">{t('object.gone')}</ToneLabel>
      ) : (
        <FailedPanel
          title={t('object.failed')}
          error={found.error}
          onRetry={found.refetch}
        />
      );
    default:
      return <Shown answer={found.value} />;
  }
}

function Shown(props: { answer: Answer }) {
  const { object, excerpt, extent, shortened, hidden, origin } = props.answer;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      <div className={classes.quiet}>
        {t(`object.extent.${extent}`)}
        {shortened && ` ${t('object.shortened')}`}
      </div>
      <ObjectYaml label={t('object.yaml', { object })} object={excerpt} />
      {hidden > 0 && (
        <div>
          <ToneLabel tone="neutral">
            {t('object.hidden', { count: hidden })}
          </ToneLabel>
        </div>
      )}
      {origin.file && (
        <div>
          {t('object.file', { source: origin.file.source })}{' '}
          {origin.file.url ? (
            <Link to={origin.file.url}>{origin.file.path}</Link>
          ) : (
            <CodeText>{origin.file.path}</CodeText>
          )}
        </div>
      )}
      <div className={classes.quiet}>{originWords(t, origin)}</div>
    </>
  );
}
