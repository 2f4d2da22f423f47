import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useEntitySearch } from '../../hooks/useEntitySearch';

/** One entity of the catalog: offered, searched or typed. */
export const EntityPick = (props: {
  id: string;
  label: string;
  help: string;
  value: string;
  /** Shown before what is found. */
  offered?: readonly string[];
  error?: string;
  onChange: (entityRef: string) => void;
}) => {
  const { value, offered = [], error } = props;
  const search = useEntitySearch(value, true);
  const found = search.refs.filter(ref => !offered.includes(ref));
  return (
    <Autocomplete
      id={props.id}
      freeSolo
      options={[...offered, ...found]}
      filterOptions={options =>
        options.filter(
          option => found.includes(option) || matches(option, value),
        )
      }
      loading={search.loading}
      inputValue={value}
      onInputChange={(_, text, reason) => {
        // A reset is the widget's own doing when it is opened filled in.
        if (reason !== 'reset' || text) props.onChange(text);
      }}
      renderInput={params => (
        <TextField
          {...params}
          required
          size="small"
          fullWidth
          label={props.label}
          error={error !== undefined}
          helperText={error ?? props.help}
          InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
        />
      )}
    />
  );
};

/** A whole reference is a choice that was made: then everything is offered. */
function matches(option: string, text: string): boolean {
  return option === text || option.includes(text.trim().toLowerCase());
}
