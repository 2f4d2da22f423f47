import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';

const useStyles = makeStyles(theme => ({
  yaml: {
    margin: theme.spacing(0.5, 0),
    padding: theme.spacing(1, 1.5),
    overflowX: 'auto',
    fontSize: '0.85rem',
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.action.hover,
  },
}));

/** An object as the YAML to commit. The writer is loaded when it is needed. */
export const ObjectYaml = (props: {
  label: string;
  object: Readonly<Record<string, unknown>>;
}) => {
  const { object } = props;
  const classes = useStyles();
  const [text, setText] = useState('');
  useEffect(() => {
    let isShown = true;
    // Readers of Kubernetes follow YAML 1.1, where a bare `on` is no text.
    import('yaml').then(({ stringify }) => {
      if (isShown) setText(stringify(object, { compat: 'yaml-1.1' }));
    });
    return () => {
      isShown = false;
    };
  }, [object]);
  return (
    <pre
      className={classes.yaml}
      // Without a role nothing says what the label belongs to while it is empty.
      role="group"
      // Scrolls sideways, so it has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={props.label}
    >
      {text}
    </pre>
  );
};
