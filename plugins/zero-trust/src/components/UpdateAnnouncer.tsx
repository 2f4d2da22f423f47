import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../hooks/useWords';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/**
 * Tells a screen reader that the page changed. A refresh that brought the same
 * answer keeps its identity and stays silent.
 */
export const UpdateAnnouncer = (props: { value: unknown }) => {
  const t = useWords();
  const classes = useStyles();
  const first = useRef(props.value);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (!Object.is(first.current, props.value)) setChanged(true);
  }, [props.value]);
  return (
    <div role="status" className={classes.hidden}>
      {changed && t('state.updated')}
    </div>
  );
};
