import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  table: {
    minWidth: 560,
    '& td, & th': {
      padding: theme.spacing(0.5, 2, 0.5, 0),
      overflowWrap: 'anywhere',
      verticalAlign: 'top',
    },
    '& thead th': { fontWeight: 600, backgroundColor: 'transparent' },
    '& tbody th': { fontWeight: 'inherit' },
  },
}));

/** A small table whose first column names the row. */
export const PlainTable = (props: {
  caption: string;
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
}) => {
  const classes = useStyles();
  return (
    <TableContainer>
      <Table size="small" className={classes.table} aria-label={props.caption}>
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell key={column} component="th" scope="col">
                {column}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(({ id, cells: [first, ...others] }) => (
            <TableRow key={id}>
              <TableCell component="th" scope="row">
                {first}
              </TableCell>
              {others.map((cell, i) => (
                <TableCell key={props.columns[i + 1]}>{cell}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};
