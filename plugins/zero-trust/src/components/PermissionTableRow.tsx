import { Link } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import ExpandLess from '@material-ui/icons/ExpandLess';
import ExpandMore from '@material-ui/icons/ExpandMore';
import {
  PermissionDirection,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { memo } from 'react';
import { prefillOfRow } from '../access/view/prefill';
import { useWords } from '../hooks/useWords';
import { layerChips } from '../view/layerChips';
import { whyNotAllowed } from '../view/layerSteps';
import { peerWords } from '../view/peerWords';
import { trafficWords } from '../view/trafficWords';
import { toneOfTransport } from '../view/tone';
import { CodeText } from './CodeText';
import { LayerSteps } from './LayerSteps';
import { OutcomeLabel } from './OutcomeLabel';
import { PeerCell } from './PeerCell';
import { RequestAccess } from './RequestAccess';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles(theme => ({
  row: { '& > td, & > th': { verticalAlign: 'top' } },
  chips: {
    display: 'flex',
    flexDirection: 'column',
    fontSize: theme.typography.caption.fontSize,
  },
  // Repeated, because the table pads its cells more closely.
  evidence: {
    '&&&': {
      backgroundColor: theme.palette.background.default,
      boxShadow: `inset 3px 0 ${theme.palette.divider}`,
      padding: theme.spacing(1, 2, 2),
    },
  },
}));

/** Columns of a row, for the evidence cell that spans them. */
export const COLUMNS = 7;

interface Props {
  direction: PermissionDirection;
  row: PermissionRow;
  open: boolean;
  checkLink: string;
  onToggle: (id: string) => void;
}

/** One permission, and below it the evidence when it is opened. */
export const PermissionTableRow = memo((props: Props) => {
  const { row, open } = props;
  const t = useWords();
  const classes = useStyles();
  const peer = peerWords(t, row.peer);
  const traffic = trafficWords(t, row.traffic);
  const reasons = whyNotAllowed(t, row.outcome, row.layers);
  const { chips, notReached } = layerChips(t, row);
  const evidenceId = `evidence-${row.id}`;
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell component="th" scope="row">
          <PeerCell peer={row.peer} cluster={row.cluster} />
        </TableCell>
        <TableCell>
          {row.identity ? (
            <CodeText>{row.identity}</CodeText>
          ) : (
            <Typography variant="body2" color="textSecondary">
              {t('table.noIdentity')}
            </Typography>
          )}
        </TableCell>
        <TableCell>
          <div>{traffic.ports}</div>
          {row.declared === false && (
            <Typography variant="caption" color="textSecondary" component="div">
              {t('table.undeclared')}
            </Typography>
          )}
          {traffic.allow.map(line => (
            <div key={line}>
              <CodeText>{line}</CodeText>
            </div>
          ))}
          {traffic.except.map(operation => (
            <Typography key={operation} variant="caption" component="div">
              {t('traffic.except', { operation })}
            </Typography>
          ))}
        </TableCell>
        <TableCell>
          <ToneLabel tone={toneOfTransport(row.transport)}>
            {t(`transport.${row.transport}`)}
          </ToneLabel>
        </TableCell>
        <TableCell>
          <OutcomeLabel outcome={row.outcome} />
          {reasons[0] && (
            <Typography variant="caption" color="textSecondary" component="div">
              {reasons[0]}
              {reasons.length > 1 &&
                ` ${t('table.why', { count: reasons.length - 1 })}`}
            </Typography>
          )}
          {row.outcome === 'deny' && (
            <RequestAccess
              prefill={ref => prefillOfRow(ref, row, props.direction)}
            />
          )}
          {row.certainty !== 'spec' && (
            <Typography variant="caption" color="textSecondary" component="div">
              {t(`certainty.${row.certainty}`)}
            </Typography>
          )}
        </TableCell>
        <TableCell>
          <div className={classes.chips}>
            {chips.map(chip => (
              <ToneLabel key={chip.label} tone={chip.tone}>
                {chip.label}: {chip.word}
              </ToneLabel>
            ))}
            {notReached > 0 && (
              <span>{t('table.notReached', { count: notReached })}</span>
            )}
          </div>
        </TableCell>
        <TableCell padding="checkbox">
          <IconButton
            size="small"
            aria-expanded={open}
            aria-controls={open ? evidenceId : undefined}
            aria-label={t(open ? 'table.collapse' : 'table.expand', {
              peer: peer.title,
            })}
            onClick={() => props.onToggle(row.id)}
          >
            {open ? <ExpandLess /> : <ExpandMore />}
          </IconButton>
        </TableCell>
      </TableRow>
      {open && (
        <TableRow>
          <TableCell
            colSpan={COLUMNS}
            id={evidenceId}
            className={classes.evidence}
          >
            <LayerSteps
              layers={row.layers}
              cluster={row.cluster}
              rowOutcome={row.outcome}
            />
            <Box mt={1} display="flex" flexWrap="wrap" gridGap={16}>
              <Link to={props.checkLink}>{t('table.check')}</Link>
              <Typography variant="body2" color="textSecondary">
                {t('table.forWorkload', {
                  workload: row.workload,
                  cluster: row.cluster,
                })}
              </Typography>
            </Box>
          </TableCell>
        </TableRow>
      )}
    </>
  );
});
