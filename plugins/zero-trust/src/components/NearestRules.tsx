import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { NearRule } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { missSentences } from '../view/remedyWords';
import { CodeText } from './CodeText';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    margin: 0,
    paddingLeft: theme.spacing(2.5),
  },
  miss: { color: theme.palette.text.secondary },
}));

/** The rules that came closest to letting a refused call through. */
export const NearestRules = (props: { rules: readonly NearRule[] }) => {
  const t = useWords();
  const classes = useStyles();
  if (props.rules.length === 0) return null;
  return (
    <Box mt={1}>
      <Typography variant="subtitle2" component="h4">
        {t('near.title')}
      </Typography>
      <ul className={classes.list}>
        {props.rules.map(rule => (
          <li key={`${rule.place} ${rule.policy} ${rule.path}`}>
            <CodeText>{rule.policy}</CodeText> <CodeText>{rule.path}</CodeText>
            {missSentences(t, rule).map(sentence => (
              <div key={sentence} className={classes.miss}>
                {sentence}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Box>
  );
};
