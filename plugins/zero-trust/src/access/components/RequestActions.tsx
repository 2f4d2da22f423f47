import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { accessApiRef } from '../api/AccessApi';
import { reasonOf } from '../../view/reasonOf';
import { leadsOn } from '../view/requestWords';
import type { RequestToChange } from '../view/sendRequest';

// Only who changes it needs the form.
const RequestDrawer = lazy(() =>
  import('../pages/RequestDrawer').then(m => ({ default: m.RequestDrawer })),
);

/** What the reader may do with a request now. */
export const RequestActions = (props: {
  request: AccessRequest;
  onDone: () => void;
}) => {
  const { request, onDone } = props;
  const { id, version, preview, allowedActions } = request;
  const api = useApi(accessApiRef);
  const t = useWords();
  const [state, setState] = useState<{ busy: boolean; error?: string }>({
    busy: false,
  });
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState<RequestToChange['purpose']>();
  const act = async (action: () => Promise<unknown>) => {
    setState({ busy: true });
    setAsking(false);
    try {
      await action();
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error: reasonOf(error as Error) });
    }
    onDone();
  };
  const may = (action: AccessRequest['allowedActions'][number]) =>
    allowedActions.includes(action);
  return (
    <>
      <Box display="flex" flexWrap="wrap" gridGap={8} mt={1}>
        {may('submit') && preview && leadsOn(preview) === 'submit' && (
          <Button
            size="small"
            variant="contained"
            color="primary"
            disabled={state.busy}
            onClick={() =>
              act(() => api.submit(id, { version, previewHash: preview.hash }))
            }
          >
            {t('request.submit')}
          </Button>
        )}
        {may('update') && (
          <Button
            size="small"
            variant="outlined"
            disabled={state.busy}
            onClick={() => setPurpose('edit')}
          >
            {t('request.edit')}
          </Button>
        )}
        {may('rebase') && (
          <Button
            size="small"
            variant="outlined"
            disabled={state.busy}
            onClick={() => act(() => api.rebase(id, { version }))}
          >
            {t('request.rebase')}
          </Button>
        )}
        {may('supersede') && (
          <Button
            size="small"
            variant="outlined"
            disabled={state.busy}
            onClick={() => setPurpose('supersede')}
          >
            {t('request.supersede')}
          </Button>
        )}
        {may('recheck') && (
          <Button
            size="small"
            variant="outlined"
            disabled={state.busy}
            onClick={() => act(() => api.recheck(id))}
          >
            {t('request.recheck')}
          </Button>
        )}
        {may('cancel') && (
          <Button
            size="small"
            variant="outlined"
            disabled={state.busy}
            onClick={() => setAsking(true)}
          >
            {t('request.cancel')}
          </Button>
        )}
      </Box>
      {state.error && (
        <Alert severity="error" variant="outlined">
          {t('request.actionFailed', { error: state.error })}
        </Alert>
      )}
      {purpose && (
        <Suspense fallback={null}>
          <RequestDrawer
            change={{ purpose, request }}
            onClose={() => {
              setPurpose(undefined);
              onDone();
            }}
          />
        </Suspense>
      )}
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          aria-labelledby="request-cancel-title"
        >
          <DialogTitle id="request-cancel-title">
            {t('request.cancel.title')}
          </DialogTitle>
          <DialogContent>
            <Typography variant="body2">{t('request.cancel.text')}</Typography>
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>
              {t('request.cancel.keep')}
            </Button>
            <Button
              variant="contained"
              color="primary"
              onClick={() => act(() => api.cancel(id, { version }))}
            >
              {t('request.cancel')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
};
