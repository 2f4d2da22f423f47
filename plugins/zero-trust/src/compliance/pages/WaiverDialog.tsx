import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { Waiver, WaiverScope } from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { SelectFilter } from '../../components/SelectFilter';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import {
  dayAfter,
  scopeWords,
  toNewWaiver,
  WaiverForm,
} from '../view/waiverForm';
import { reasonOf } from '../../view/reasonOf';

/** How long an exception lasts unless a person says otherwise. */
const DAYS = 30;

/** Accepts for a time that a control fails. */
export const WaiverDialog = (props: {
  control: { readonly id: string; readonly title: string };
  scopes: readonly WaiverScope[];
  owner?: string;
  /** The server's clock. */
  now: string;
  onClose: () => void;
  onCreated: (waiver: Waiver) => void;
}) => {
  const { control, scopes, now } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const limits = useRefreshing({ scope: 'waiver limits' }, signal =>
    api.getWaivers({ limit: 1 }, { signal }),
  );
  const maxDays = limits.status === 'ready' ? limits.value.maxDays : undefined;
  const [form, setForm] = useState<WaiverForm>({
    scope: 0,
    reason: '',
    owner: props.owner ?? '',
    ends: dayAfter(now, DAYS),
  });
  const [state, setState] = useState<{ busy: boolean; error?: string }>({
    busy: false,
  });
  const waiver = toNewWaiver(control.id, scopes, form);
  const submit = async () => {
    if (!waiver) return;
    setState({ busy: true });
    try {
      props.onCreated(await api.createWaiver(waiver));
    } catch (error) {
      setState({ busy: false, error: reasonOf(error as Error) });
    }
  };
  const text = (name: 'reason' | 'owner', multiline: boolean) => (
    <TextField
      id={`waiver-${name}`}
      fullWidth
      required
      margin="dense"
      multiline={multiline}
      label={t(`waiver.${name}`)}
      helperText={t(`waiver.${name}.help`)}
      value={form[name]}
      onChange={event => setForm({ ...form, [name]: event.target.value })}
      InputLabelProps={{ shrink: true }}
    />
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby="waiver-title"
    >
      <DialogTitle id="waiver-title">
        {t('waiver.title', { control: control.title })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">{t('waiver.text')}</Typography>
        <SelectFilter
          id="waiver-scope"
          label={t('waiver.scope')}
          value={String(form.scope)}
          options={scopes.map((scope, i) => ({
            value: String(i),
            label: scopeWords(t, scope),
          }))}
          onChange={value => setForm({ ...form, scope: Number(value) })}
        />
        {text('reason', true)}
        {text('owner', false)}
        <TextField
          id="waiver-ends"
          type="date"
          required
          margin="dense"
          label={t('waiver.ends')}
          helperText={
            maxDays === undefined
              ? undefined
              : t('waiver.ends.help', { count: maxDays })
          }
          value={form.ends}
          onChange={event => setForm({ ...form, ends: event.target.value })}
          InputLabelProps={{ shrink: true }}
        />
        {state.error && (
          <Alert severity="error" variant="outlined">
            {t('waiver.failed', { error: state.error })}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('waiver.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!waiver || state.busy}
          onClick={submit}
        >
          {t('waiver.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
