import TextField from '@material-ui/core/TextField';

/** A choice that narrows or orders a list. */
export const SelectFilter = (props: {
  id: string;
  label: string;
  value: string;
  /** The choice of none; absent: one is always chosen. */
  any?: string;
  options: readonly { value: string; label: string }[];
  className?: string;
  onChange: (value: string | undefined) => void;
}) => (
  <TextField
    select
    id={props.id}
    size="small"
    margin="dense"
    className={props.className}
    label={props.label}
    value={props.value}
    onChange={event => props.onChange(event.target.value || undefined)}
    SelectProps={{ native: true }}
    InputLabelProps={{ shrink: true }}
  >
    {props.any !== undefined && <option value="">{props.any}</option>}
    {props.options.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </TextField>
);
