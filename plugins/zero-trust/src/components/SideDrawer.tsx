import Box from '@material-ui/core/Box';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { ReactNode } from 'react';
import { useWords } from '../hooks/useWords';
import { Breakable } from './Breakable';

const useStyles = makeStyles(theme => ({
  paper: { width: 'min(760px, 100vw)', padding: theme.spacing(2, 3) },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
}));

/** Something beside the page; keeps the focus, and gives it back when it closes. */
export const SideDrawer = (props: {
  /** Prefix of the title's id. */
  id: string;
  title: string;
  onClose: () => void;
  children: ReactNode;
}) => {
  const t = useWords();
  const classes = useStyles();
  const titleId = `${props.id}-title`;
  return (
    <Drawer
      open
      anchor="right"
      onClose={props.onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <Typography variant="h6" component="h2" id={titleId}>
          <Breakable text={props.title} />
        </Typography>
        <IconButton
          size="small"
          aria-label={t('evidence.close')}
          onClick={props.onClose}
        >
          <CloseIcon />
        </IconButton>
      </div>
      <Box mt={1}>{props.children}</Box>
    </Drawer>
  );
};
