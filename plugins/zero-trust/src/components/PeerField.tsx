import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { reservedPeerSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { useEntitySearch } from '../hooks/useEntitySearch';
import { useWords } from '../hooks/useWords';
import { CheckForm } from '../view/checkForm';

/** The other end: searched in the catalog, chosen, or typed. */
export const PeerField = (props: {
  form: CheckForm;
  /** What is wrong with it, as a sentence. */
  error?: string;
  onChange: (peer: string) => void;
}) => {
  const { form, error, onChange } = props;
  const t = useWords();
  const isEntity = form.peerType === 'entity';
  const search = useEntitySearch(form.peer, isEntity);
  const common = {
    label: t(`check.peer.${form.peerType}`),
    size: 'small' as const,
    fullWidth: true,
    required: true,
    error: error !== undefined,
    InputLabelProps: { shrink: true },
  };

  if (form.peerType === 'reserved') {
    return (
      <TextField
        {...common}
        select
        id="check-peer"
        value={form.peer}
        helperText={error}
        onChange={event => onChange(event.target.value)}
        SelectProps={{ native: true }}
      >
        <option value="" />
        {reservedPeerSchema.options.map(peer => (
          <option key={peer} value={peer}>
            {t(`peer.reserved.${peer}`)}
          </option>
        ))}
      </TextField>
    );
  }
  if (!isEntity) {
    return (
      <TextField
        {...common}
        id="check-peer"
        value={form.peer}
        helperText={error ?? t(`check.help.${form.peerType}`)}
        onChange={event => onChange(event.target.value)}
      />
    );
  }
  return (
    <Autocomplete
      id="check-peer"
      freeSolo
      options={[...search.refs]}
      filterOptions={options => options}
      loading={search.loading}
      inputValue={form.peer}
      onInputChange={(_, value, reason) => {
        // A reset is the widget's own doing when the page is opened by a link.
        if (reason !== 'reset' || value) onChange(value);
      }}
      renderInput={params => (
        <TextField
          {...params}
          {...common}
          InputLabelProps={{ ...params.InputLabelProps, shrink: true }}
          helperText={
            error ??
            (search.error ? t('check.searchFailed') : t('check.help.entity'))
          }
        />
      )}
    />
  );
};
