import { makeStyles, Theme } from '@material-ui/core/styles';
import { readableColor } from '../../view/readableColor';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    fontFamily:
      'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
    fontSize: '0.8rem',
    lineHeight: 1.5,
    margin: theme.spacing(0.5, 0, 1.5),
    padding: theme.spacing(1, 1.5),
    overflowX: 'auto',
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.default,
  },
  added: { color: readableColor(theme, 'good'), display: 'block' },
  removed: { color: readableColor(theme, 'bad'), display: 'block' },
  hunk: { color: theme.palette.text.secondary, display: 'block' },
  same: { display: 'block' },
}));

/** A unified diff, as text; signs and colour say what is added. */
export const DiffView = (props: { label: string; diff: string }) => {
  const classes = useStyles();
  const styleOf = (line: string) => {
    if (/^(\+\+\+|---|@@|===|Index|\\)/.test(line)) return classes.hunk;
    if (line.startsWith('+')) return classes.added;
    return line.startsWith('-') ? classes.removed : classes.same;
  };
  return (
    <pre
      className={classes.root}
      // A region that scrolls has to be reachable without a mouse.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={props.label}
    >
      {props.diff
        .replace(/\n$/, '')
        .split('\n')
        .map((line, i) => (
          <span key={i} className={styleOf(line)}>
            {line === '' ? ' ' : line}
          </span>
        ))}
    </pre>
  );
};
