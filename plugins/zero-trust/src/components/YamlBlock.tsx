import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    ...theme.typography.body2,
    fontFamily:
      'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
    margin: 0,
    padding: theme.spacing(1.5, 2),
    overflowX: 'auto',
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.default,
  },
}));

/** YAML to read or to paste. The keyboard can scroll it. */
export const YamlBlock = (props: { label: string; yaml: string }) => (
  <pre
    className={useStyles().root}
    // A region that scrolls has to be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    tabIndex={0}
    role="region"
    aria-label={props.label}
  >
    {props.yaml}
  </pre>
);
