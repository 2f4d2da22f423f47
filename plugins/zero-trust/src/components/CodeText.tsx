import { makeStyles } from '@material-ui/core/styles';
import { Breakable } from './Breakable';

const useStyles = makeStyles(theme => ({
  root: {
    fontFamily:
      'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
    fontSize: '0.92em',
    overflowWrap: 'anywhere',
    padding: '0 3px',
    borderRadius: 3,
    backgroundColor: theme.palette.action.hover,
  },
}));

/** Names of objects, fields and identities. */
export const CodeText = (props: { children: string }) => (
  <code className={useStyles().root}>
    <Breakable text={props.children} />
  </code>
);
