import Button from '@material-ui/core/Button';
import {
  Control,
  ControlResult,
  Waiver,
  zeroTrustWaiverCreatePermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { useAccess } from '../hooks/useAccess';
import { waiverScopes } from '../view/waiverForm';
import { WaiverDialog } from './WaiverDialog';

/** Opens an exception for a result that fails, for who may make one. */
export const AcceptButton = (props: {
  result: ControlResult;
  control?: Control;
  place: {
    readonly cluster: string;
    readonly workload?: string;
    readonly namespace?: string;
  };
  owner?: string;
  now: string;
  onCreated: (waiver: Waiver) => void;
}) => {
  const { result, place } = props;
  const t = useWords();
  const access = useAccess(zeroTrustWaiverCreatePermission);
  const [open, setOpen] = useState(false);
  const failing = result.state === 'fail' || result.state === 'partial';
  if (!failing || access !== 'allowed') return null;
  const title = props.control?.title ?? result.control;
  return (
    <>
      <Button
        size="small"
        aria-label={t('waiver.accept.label', { control: title })}
        onClick={() => setOpen(true)}
      >
        {t('waiver.accept')}
      </Button>
      {open && (
        <WaiverDialog
          control={{ id: result.control, title }}
          scopes={waiverScopes(result, place)}
          owner={props.owner}
          now={props.now}
          onClose={() => setOpen(false)}
          onCreated={waiver => {
            setOpen(false);
            props.onCreated(waiver);
          }}
        />
      )}
    </>
  );
};
