import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    marginTop: theme.spacing(2),
    scrollMarginTop: theme.spacing(2),
  },
  title: { fontSize: '1.15rem', fontWeight: 600, outline: 'none' },
}));

/** One part of the page; its id is its anchor in the URL. */
export const Section = (props: {
  id: string;
  title: string;
  children: ReactNode;
}) => {
  const classes = useStyles();
  const headingId = `${props.id}-title`;
  return (
    <Paper
      component="section"
      id={props.id}
      aria-labelledby={headingId}
      className={classes.root}
    >
      <Typography
        variant="h6"
        component="h2"
        id={headingId}
        tabIndex={-1}
        className={classes.title}
      >
        {props.title}
      </Typography>
      <Box mt={1}>{props.children}</Box>
    </Paper>
  );
};
