import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Mapping } from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useCopyToClipboard } from 'react-use';
import { useWords } from '../hooks/useWords';
import { annotationYaml } from '../view/annotationYaml';
import { MappingTriedTable } from './MappingTriedTable';
import { YamlBlock } from './YamlBlock';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2) },
  title: { fontSize: '1.15rem', fontWeight: 600 },
}));

/** Why no workload stands behind the entity, and what to do about it. */
export const MappingPanel = (props: { mapping: Mapping }) => {
  const { mapping } = props;
  const t = useWords();
  const classes = useStyles();
  const kind = {
    matched: undefined,
    'no-annotation': 'missing',
    'no-match': 'noMatch',
    unreadable: 'unreadable',
  }[mapping.state] as 'missing' | 'noMatch' | 'unreadable' | undefined;
  return (
    <Paper component="section" className={classes.root}>
      <Typography variant="h6" component="h2" className={classes.title}>
        {kind ? t(`mapping.${kind}.title`) : t('state.empty.title')}
      </Typography>
      <Typography variant="body2" paragraph>
        {kind ? t(`mapping.${kind}.text`) : t('state.empty.text')}
      </Typography>
      {mapping.suggestion && (
        <Suggestion yaml={annotationYaml(mapping.suggestion)} />
      )}
      {mapping.tried.length > 0 && <MappingTriedTable tried={mapping.tried} />}
    </Paper>
  );
};

function Suggestion(props: { yaml: string }) {
  const t = useWords();
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  return (
    <Box mb={2}>
      <YamlBlock label={t('mapping.missing.yaml')} yaml={props.yaml} />
      <Box mt={1} display="flex" alignItems="center" gridGap={8}>
        <Button
          variant="outlined"
          size="small"
          onClick={() => {
            copy(props.yaml);
            setCopied(true);
          }}
        >
          {t('mapping.missing.copy')}
        </Button>
        <span role="status">{copied && t('mapping.missing.copied')}</span>
      </Box>
    </Box>
  );
}
