import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { PortMtls } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { ChainWords, portWords } from '../view/portWords';
import { CodeText } from './CodeText';
import { EvidenceObject } from './EvidenceObject';
import { HeadedTable } from './HeadedTable';
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
  // The same for every port, so that the chains can be compared.
  chain: {
    '& > :nth-child(1)': { width: '12%' },
    '& > :nth-child(2)': { width: '52%' },
    '& > :nth-child(3)': { width: '20%' },
  },
  decides: { '&& td, && th': { fontWeight: 600 } },
}));

/** One port: declared against enforced, and the chain that the mode came by. */
export const PortEncryption = (props: { port: PortMtls; cluster: string }) => {
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
      <HeadedTable
        caption={`${words.title}: ${t('encryption.chain')}`}
        columns={(['level', 'policy', 'mode', 'effect'] as const).map(name =>
          t(`encryption.${name}`),
        )}
      >
        {words.chain.map(step => (
          <ChainRow
            key={step.level}
            classes={classes}
            cluster={props.cluster}
            step={step}
          />
        ))}
      </HeadedTable>
    </div>
  );
};

function ChainRow(props: {
  classes: ReturnType<typeof useStyles>;
  cluster: string;
  step: ChainWords;
}) {
  const { classes, cluster, step } = props;
  const t = useWords();
  return (
    <TableRow
      className={`${classes.chain} ${step.decides ? classes.decides : ''}`}
    >
      <TableCell component="th" scope="row">
        {step.level}
      </TableCell>
      <TableCell>
        {step.policy ? (
          <CodeText>{step.policy}</CodeText>
        ) : (
          <span className={classes.quiet}>{t('encryption.noObject')}</span>
        )}{' '}
        {step.path && <CodeText>{step.path}</CodeText>}{' '}
        {step.policy && (
          <EvidenceObject
            cluster={cluster}
            object={step.policy}
            path={step.path}
          />
        )}
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
