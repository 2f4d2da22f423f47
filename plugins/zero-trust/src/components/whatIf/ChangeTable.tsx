import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { PermissionChange } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { changeWords } from '../../view/whatIf/changeWords';
import { HeadedTable } from '../HeadedTable';
import { PeerCell } from '../PeerCell';
import { ToneLabel } from '../ToneLabel';

/** Shares of the width, so that the table fits into a drawer and words wrap. */
const columns = [
  ['what', '15%'],
  ['peer', '33%'],
  ['traffic', '13%'],
  ['before', '15%'],
  ['after', '24%'],
] as const;

/** Connections that appear, vanish or change, one a row. */
export const ChangeTable = (props: {
  caption: string;
  cluster: string;
  changes: readonly PermissionChange[];
}) => {
  const t = useWords();
  return (
    <HeadedTable
      caption={props.caption}
      columns={columns.map(([name, width]) => ({
        label: t(`whatif.${name}`),
        width,
      }))}
      minWidth={640}
    >
      {props.changes.map((change, i) => (
        <ChangeRow key={i} cluster={props.cluster} change={change} />
      ))}
    </HeadedTable>
  );
};

function ChangeRow(props: { cluster: string; change: PermissionChange }) {
  const { cluster, change } = props;
  const t = useWords();
  const words = changeWords(t, change);
  return (
    <TableRow>
      <TableCell>
        <ToneLabel tone={words.tone}>{words.type}</ToneLabel>
      </TableCell>
      <TableCell component="th" scope="row">
        <PeerCell peer={change.peer} cluster={cluster} />
        <Typography variant="caption" color="textSecondary" component="div">
          {words.direction}
        </Typography>
      </TableCell>
      <TableCell>{words.ports}</TableCell>
      <TableCell>{words.before}</TableCell>
      <TableCell>{words.after}</TableCell>
    </TableRow>
  );
}
