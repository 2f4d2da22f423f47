import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import {
  Waiver,
  zeroTrustWaiverDeletePermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { useAccess } from '../hooks/useAccess';
import { scopeWords } from '../view/waiverForm';
import { reasonOf } from '../../view/reasonOf';

/** Ends an exception before its time, for who may; asks once more before. */
export const EndWaiverButton = (props: {
  waiver: Waiver;
  title: string;
  onEnded: () => void;
}) => {
  const { waiver, title } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const access = useAccess(zeroTrustWaiverDeletePermission);
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  if (access !== 'allowed') return null;
  const end = async () => {
    try {
      await api.endWaiver(waiver.id);
      setOpen(false);
      props.onEnded();
    } catch (failure) {
      setError(reasonOf(failure as Error));
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-label={t('exceptions.end.label', {
          control: title,
          scope: scopeWords(t, waiver.scope),
        })}
        onClick={() => setOpen(true)}
      >
        {t('exceptions.end')}
      </Button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          aria-labelledby="end-waiver-title"
        >
          <DialogTitle id="end-waiver-title">
            {t('exceptions.end.title')}
          </DialogTitle>
          <DialogContent>
            <Typography variant="body2">{t('exceptions.end.text')}</Typography>
            {error && (
              <Alert severity="error" variant="outlined">
                {t('exceptions.end.failed', { error })}
              </Alert>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{t('waiver.cancel')}</Button>
            <Button variant="contained" color="primary" onClick={end}>
              {t('exceptions.end')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
};
