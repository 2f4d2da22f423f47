import TextField from '@material-ui/core/TextField';
import { useEffect, useState } from 'react';
import { useDebounce } from 'react-use';

/** How long typing rests before the backend is asked, in milliseconds. */
const TYPING_PAUSE = 300;

/** A text that narrows a list; given on once typing rests. */
export const TypedFilter = (props: {
  id: string;
  label: string;
  value: string;
  className?: string;
  onChange: (value: string | undefined) => void;
}) => {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useDebounce(
    () => {
      if (text.trim() !== value) onChange(text.trim() || undefined);
    },
    TYPING_PAUSE,
    [text],
  );
  return (
    <TextField
      id={props.id}
      size="small"
      margin="dense"
      className={props.className}
      label={props.label}
      value={text}
      onChange={event => setText(event.target.value)}
      InputLabelProps={{ shrink: true }}
    />
  );
};
