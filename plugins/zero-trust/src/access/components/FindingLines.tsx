import { makeStyles } from '@material-ui/core/styles';
import type { RequestFinding } from '@ztn/backstage-plugin-zero-trust-common';
import { CodeText } from '../../components/CodeText';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { toneOfLevel } from '../view/requestWords';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& li + li': { marginTop: theme.spacing(0.75) },
  },
  about: { color: theme.palette.text.secondary },
}));

const gravest = ['block', 'review', 'warn', 'info'] as const;

/** What speaks against a request, the gravest first. */
export const FindingLines = (props: {
  findings: readonly RequestFinding[];
}) => {
  const t = useWords();
  const classes = useStyles();
  if (props.findings.length === 0) {
    return <>{t('request.findings.none')}</>;
  }
  return (
    <ul className={classes.list} aria-label={t('request.findings')}>
      {[...props.findings]
        .sort((a, b) => gravest.indexOf(a.level) - gravest.indexOf(b.level))
        .map((finding, i) => (
          <li key={i}>
            <ToneLabel tone={toneOfLevel(finding.level)}>
              {t(`request.level.${finding.level}`)}
            </ToneLabel>{' '}
            {finding.message} <CodeText>{finding.id}</CodeText>
            {finding.about && finding.about.length > 0 && (
              <div className={classes.about}>{finding.about.join(', ')}</div>
            )}
          </li>
        ))}
    </ul>
  );
};
