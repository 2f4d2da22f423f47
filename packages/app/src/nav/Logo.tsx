import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import LockIcon from '@material-ui/icons/Lock';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    paddingLeft: 22,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    color: theme.palette.navigation.selectedColor,
    '&:hover': { textDecoration: 'none' },
  },
  name: { fontWeight: 700, whiteSpace: 'nowrap' },
}));

/** The demo portal's name: a lock alone where the sidebar is narrow. */
export const Logo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={classes.root} aria-label="Home">
      <LockIcon />
      {isOpen && <Typography className={classes.name}>Shop portal</Typography>}
    </Link>
  );
};
