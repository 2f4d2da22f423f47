import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ReactNode } from 'react';
import { Column, HeadedTable } from '../../components/HeadedTable';

/** A small table whose first column names the row. */
export const PlainTable = (props: {
  caption: string;
  columns: readonly (string | Column)[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
}) => (
  <HeadedTable caption={props.caption} columns={props.columns}>
    {props.rows.map(({ id, cells: [first, ...others] }) => (
      <TableRow key={id}>
        <TableCell component="th" scope="row">
          {first}
        </TableCell>
        {others.map((cell, i) => (
          <TableCell key={i}>{cell}</TableCell>
        ))}
      </TableRow>
    ))}
  </HeadedTable>
);
