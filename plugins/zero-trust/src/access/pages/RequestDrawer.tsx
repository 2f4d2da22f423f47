import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Step from '@material-ui/core/Step';
import StepLabel from '@material-ui/core/StepLabel';
import Stepper from '@material-ui/core/Stepper';
import Alert from '@material-ui/lab/Alert';
import type { CreatedAccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { FailedPanel } from '../../components/FailedPanel';
import { SideDrawer } from '../../components/SideDrawer';
import { useWords } from '../../hooks/useWords';
import { accessApiRef } from '../api/AccessApi';
import { PreviewView } from '../components/PreviewView';
import { WhatStep } from '../components/WhatStep';
import { WhoStep } from '../components/WhoStep';
import { isEntityRef, useAccessOptions } from '../hooks/useAccessOptions';
import { useRequestLink } from '../hooks/useRequestLink';
import { usePreview } from '../hooks/usePreview';
import { errorCode } from '../view/errorCode';
import {
  RequestForm,
  RequestPrefill,
  toForm,
  toSpec,
  withOptions,
} from '../view/requestForm';
import { leadsOn } from '../view/requestWords';
import { RequestView } from './RequestView';
import { reasonOf } from '../../view/reasonOf';

const steps = ['who', 'what', 'preview', 'done'] as const;
type StepId = (typeof steps)[number];

/** The way to a request, step by step: who, what, preview, submitted. */
export const RequestDrawer = (props: {
  prefill: RequestPrefill;
  onClose: () => void;
}) => {
  const t = useWords();
  const api = useApi(accessApiRef);
  const [typed, setForm] = useState<RequestForm>(() => toForm(props.prefill));
  const [step, setStep] = useState<StepId>('who');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const [created, setCreated] = useState<CreatedAccessRequest>();
  // The same request, however often the button is pressed.
  const [key] = useState(() => crypto.randomUUID());

  const options = useAccessOptions(typed.caller, typed.callee);
  const known = options.status === 'ready' ? options.value : undefined;
  const form = known ? withOptions(typed, known) : typed;
  const checked = useMemo(() => toSpec(form), [form]);
  const preview = usePreview(
    known?.canRequest && checked.ok && step !== 'done' && step !== 'who'
      ? checked.spec
      : undefined,
  );
  const ready = preview.status === 'ready' ? preview.value : undefined;
  const ticketError =
    form.ticketUrl && !/^https:\/\/\S+$/.test(form.ticketUrl)
      ? t('request.error.ticket')
      : undefined;
  const longEnough =
    form.justification.trim().length >= (known?.justificationMin ?? 0);

  const change = (changed: Partial<RequestForm>) =>
    setForm(old => ({ ...old, ...changed }));
  const go = (next: StepId) => {
    setTried(false);
    setStep(next);
  };
  const submit = async () => {
    if (!ready || !checked.ok) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const ticketUrl = form.ticketUrl.trim();
      setCreated(
        await api.create(
          {
            spec: checked.spec,
            justification: form.justification.trim(),
            ...(ticketUrl ? { ticketUrl } : {}),
            submit: true,
            previewHash: ready.hash,
          },
          { idempotencyKey: key },
        ),
      );
      go('done');
    } catch (error) {
      setFailure(error as Error);
      // What was shown is no longer what would be done: show what would.
      if (errorCode(error as Error) === 'PREVIEW_STALE') {
        if (preview.status !== 'idle') preview.refetch();
      }
    }
    setBusy(false);
  };

  return (
    <SideDrawer id="request" title={t('request.title')} onClose={props.onClose}>
      <Stepper activeStep={steps.indexOf(step)} alternativeLabel>
        {steps.map(id => (
          <Step key={id}>
            <StepLabel>{t(`request.step.${id}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {step === 'who' && (
        <StepBody
          title={t('request.step.who')}
          onNext={() => {
            setTried(true);
            if (known?.canRequest) go('what');
          }}
        >
          <WhoStep
            form={form}
            options={known}
            errors={{
              ...(tried && !isEntityRef(form.caller)
                ? { caller: 'request.error.entity' as const }
                : {}),
              ...(tried && !isEntityRef(form.callee)
                ? { callee: 'request.error.entity' as const }
                : {}),
              ...(isEntityRef(form.callee) && form.callee === form.caller
                ? { callee: 'request.error.same' as const }
                : {}),
            }}
            onChange={change}
          />
          {options.status === 'loading' && (
            <LinearProgress aria-label={t('request.options.loading')} />
          )}
          {options.status === 'failed' && (
            <FailedPanel
              title={t('request.options.failed')}
              error={options.error}
              onRetry={options.refetch}
            />
          )}
        </StepBody>
      )}
      {step === 'what' && known && (
        <StepBody
          title={t('request.step.what')}
          onBack={() => go('who')}
          onNext={() => {
            setTried(true);
            if (checked.ok && longEnough && !ticketError) go('preview');
          }}
        >
          <WhatStep
            form={form}
            options={known}
            errors={tried && !checked.ok ? checked.errors : []}
            whyError={tried && !longEnough}
            ticketError={ticketError}
            preview={ready}
            onChange={change}
          />
        </StepBody>
      )}
      {step === 'preview' && (
        <StepBody
          title={t('request.step.preview')}
          onBack={() => go('what')}
          next={
            ready && leadsOn(ready) === 'submit' ? (
              <Button
                variant="contained"
                color="primary"
                disabled={busy}
                onClick={submit}
              >
                {t(busy ? 'request.submitting' : 'request.submit')}
              </Button>
            ) : undefined
          }
        >
          {preview.status === 'loading' && (
            <LinearProgress aria-label={t('request.preview.loading')} />
          )}
          {preview.status === 'failed' && (
            <FailedPanel
              title={t('request.preview.failed')}
              error={preview.error}
              onRetry={preview.refetch}
            />
          )}
          {failure && (
            <Alert severity="error" variant="outlined">
              {errorCode(failure) === 'PREVIEW_STALE'
                ? t('request.stale')
                : t('request.failed', { error: reasonOf(failure) })}
            </Alert>
          )}
          {ready && <PreviewView preview={ready} cluster={form.cluster} />}
        </StepBody>
      )}
      {step === 'done' && created && (
        <StepBody title={t('request.step.done')}>
          <Submitted created={created} />
        </StepBody>
      )}
    </SideDrawer>
  );
};

/** The content of one step; takes the focus, so that nobody gets lost. */
function StepBody(props: {
  title: string;
  onBack?: () => void;
  onNext?: () => void;
  next?: ReactNode;
  children: ReactNode;
}) {
  const t = useWords();
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The steps above stay in sight.
    region.current?.closest('[role=dialog]')?.scrollTo?.(0, 0);
    region.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={region} tabIndex={-1} role="group" aria-label={props.title}>
      {props.children}
      <Box mt={3} display="flex" gridGap={8}>
        {props.onBack && (
          <Button onClick={props.onBack}>{t('request.back')}</Button>
        )}
        {props.onNext && (
          <Button variant="contained" color="primary" onClick={props.onNext}>
            {t('request.next')}
          </Button>
        )}
        {props.next}
      </Box>
    </div>
  );
}

function Submitted({ created }: { created: CreatedAccessRequest }) {
  const t = useWords();
  const linkTo = useRequestLink();
  return (
    <>
      <div role="status">
        {t(created.deduplicated ? 'request.deduplicated' : 'request.submitted')}{' '}
        {linkTo && <Link to={linkTo(created.id)}>{t('request.page')}</Link>}
      </div>
      <RequestView id={created.id} />
    </>
  );
}
