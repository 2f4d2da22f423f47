import { makeStyles, Theme } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ReactNode } from 'react';

/** A column by its heading; a width makes the table keep it. */
export interface Column {
  readonly label: string;
  readonly width?: string | number;
}

const useStyles = makeStyles<Theme, { minWidth: number; fixed: boolean }>(
  theme => ({
    table: {
      minWidth: ({ minWidth }) => minWidth,
      tableLayout: ({ fixed }) => (fixed ? 'fixed' : 'auto'),
      '& td, & th': {
        padding: theme.spacing(0.75, 1.5, 0.75, 0),
        ...theme.typography.body2,
        lineHeight: 1.4,
        overflowWrap: 'anywhere',
        verticalAlign: 'top',
      },
      '& thead th': {
        fontWeight: 600,
        overflowWrap: 'normal',
        wordBreak: 'normal',
        backgroundColor: 'transparent',
        textTransform: 'none',
      },
      '& tbody th': { fontWeight: 'inherit' },
      '& .MuiTypography-caption': { lineHeight: 1.4 },
    },
  }),
);

/** A table with its name and headings; the rows are the children. */
export const HeadedTable = (props: {
  caption: string;
  columns: readonly (string | Column)[];
  /** Narrower than this it scrolls sideways. */
  minWidth?: number;
  children: ReactNode;
}) => {
  const columns = props.columns.map(column =>
    typeof column === 'string' ? { label: column } : column,
  );
  const classes = useStyles({
    minWidth: props.minWidth ?? 560,
    fixed: columns.every(({ width }) => width !== undefined),
  });
  return (
    <TableContainer>
      <Table size="small" className={classes.table} aria-label={props.caption}>
        <TableHead>
          <TableRow>
            {columns.map(({ label, width }) => (
              <TableCell
                key={label}
                component="th"
                scope="col"
                style={{ width }}
              >
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{props.children}</TableBody>
      </Table>
    </TableContainer>
  );
};
