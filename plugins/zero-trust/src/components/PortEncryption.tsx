import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { PortMtls } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { ChainWords, portWords } from '../view/portWords';
import { CodeText } from './CodeText';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `3px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  },
  quiet: { color: theme.palette.text.secondary },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(90px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(0.5, 0),
    ...theme.typography.body2,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0 },
  },
  table: {
    '& td, & th': {
      padding: theme.spacing(0.5, 1.5, 0.5, 0),
      fontSize: theme.typography.body2.fontSize,
      backgroundColor: 'transparent',
      textTransform: 'none',
      verticalAlign: 'top',
    },
  },
  decides: { '& td, & th': { fontWeight: 600 } },
}));

/** One port: declared against enforced, and the chain that the mode came by. */
export const PortEncryption = (props: { port: PortMtls }) => {
  const t = useWords();
  const classes = useStyles();
  const words = portWords(t, props.port);
  return (
    <div className={classes.root}>
      <Typography variant="body1" component="h4">
        {words.title}
      </Typography>
      <dl className={classes.facts}>
        <dt>{t('encryption.declared')}</dt>
        <dd>
          {words.declared}
          {words.certainty && (
            <div className={classes.quiet}>{words.certainty}</div>
          )}
        </dd>
        <dt>{t('encryption.enforced')}</dt>
        <dd>
          {words.enforced.length === 0 && t('encryption.noPods')}
          {words.enforced.map(line => (
            <Box key={`${line.text}${line.reason ?? ''}`} mb={0.5}>
              <ToneLabel tone={line.tone}>
                {line.count}: {line.text}
              </ToneLabel>
              {line.reason && <div>{line.reason}</div>}
              <div className={classes.quiet}>{line.pods.join(', ')}</div>
            </Box>
          ))}
        </dd>
      </dl>
      <TableContainer>
        <Table
          size="small"
          className={classes.table}
          aria-label={`${words.title}: ${t('encryption.chain')}`}
        >
          <TableHead>
            <TableRow>
              {(['level', 'policy', 'mode', 'effect'] as const).map(name => (
                <TableCell key={name} component="th" scope="col">
                  {t(`encryption.${name}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {words.chain.map(step => (
              <ChainRow key={step.level} classes={classes} step={step} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </div>
  );
};

function ChainRow(props: {
  classes: ReturnType<typeof useStyles>;
  step: ChainWords;
}) {
  const { classes, step } = props;
  const t = useWords();
  return (
    <TableRow className={step.decides ? classes.decides : undefined}>
      <TableCell component="th" scope="row">
        {step.level}
      </TableCell>
      <TableCell>
        {step.policy ? (
          <CodeText>{step.policy}</CodeText>
        ) : (
          <span className={classes.quiet}>{t('encryption.noObject')}</span>
        )}{' '}
        {step.path && <CodeText>{step.path}</CodeText>}
        {step.shadowed.length > 0 && (
          <div>
            <ToneLabel tone="caution">
              {t('encryption.shadowed', { policies: step.shadowed.join(', ') })}
            </ToneLabel>
          </div>
        )}
      </TableCell>
      <TableCell>{step.mode}</TableCell>
      <TableCell>{step.effect}</TableCell>
    </TableRow>
  );
}
