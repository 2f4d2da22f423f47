import { Link } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { MapNode } from '../../view/map/MapNode';
import { toneOfTransport } from '../../view/tone';
import { trafficWords } from '../../view/trafficWords';
import { OutcomeLabel } from '../OutcomeLabel';
import { PeerCell } from '../PeerCell';
import { ToneLabel } from '../ToneLabel';

const useStyles = makeStyles(theme => ({
  list: { ...theme.typography.body2, margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns:
      'minmax(0, 2fr) minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr) auto',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.75, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr' },
  },
}));

/** A group of hundreds is read in the table, which has pages and filters. */
const SHOWN = 20;

/** The rows behind the chosen node, as the tables have them. */
export const MapNodeDetails = (props: {
  node: MapNode;
  checkLink: (row: PermissionRow) => string;
}) => {
  const { node } = props;
  const t = useWords();
  const classes = useStyles();
  const rows = node.rows.slice(0, SHOWN);
  const more = node.rows.length - rows.length;
  return (
    <Box
      mt={1}
      role="region"
      aria-label={t('map.details', { title: node.title })}
    >
      <Typography variant="subtitle2" component="h3" gutterBottom>
        {t(`map.chosen.${node.side}`, { title: node.title })}
      </Typography>
      <ul className={classes.list}>
        {rows.map(row => {
          const traffic = trafficWords(t, row.traffic);
          return (
            <li key={row.id} className={classes.row}>
              <div>
                <PeerCell peer={row.peer} cluster={row.cluster} />
              </div>
              <div>{[traffic.ports, ...traffic.allow].join(', ')}</div>
              <div>
                <ToneLabel tone={toneOfTransport(row.transport)}>
                  {t(`transport.${row.transport}`)}
                </ToneLabel>
              </div>
              <div>
                <OutcomeLabel outcome={row.outcome} />
              </div>
              <Link to={props.checkLink(row)}>{t('table.check')}</Link>
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('map.moreRows', { count: more })}
        </Typography>
      )}
    </Box>
  );
};
