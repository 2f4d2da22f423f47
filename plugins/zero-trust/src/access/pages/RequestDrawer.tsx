import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Step from '@material-ui/core/Step';
import StepLabel from '@material-ui/core/StepLabel';
import Stepper from '@material-ui/core/Stepper';
import Alert from '@material-ui/lab/Alert';
import { useMemo, useState } from 'react';
import { FailedPanel } from '../../components/FailedPanel';
import { SideDrawer } from '../../components/SideDrawer';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { accessApiRef } from '../api/AccessApi';
import { FileChoices } from '../components/FileChoices';
import { PreviewView } from '../components/PreviewView';
import { StepBody } from '../components/StepBody';
import { WhatStep } from '../components/WhatStep';
import { WhoStep } from '../components/WhoStep';
import { isEntityRef, useAccessOptions } from '../hooks/useAccessOptions';
import { useRequestLink } from '../hooks/useRequestLink';
import { usePreview } from '../hooks/usePreview';
import { errorCode } from '../view/errorCode';
import {
  formOfRequest,
  RequestForm,
  RequestPrefill,
  toForm,
  toSpec,
  withOptions,
} from '../view/requestForm';
import {
  RequestToChange,
  send,
  sendWords,
  Submission,
  withRest,
} from '../view/sendRequest';
import { leadsOn } from '../view/requestWords';
import { RequestView } from './RequestView';
import { reasonOf } from '../../view/reasonOf';
import { asSentence } from '../view/asSentence';

const allSteps = ['who', 'what', 'preview', 'done'] as const;
type StepId = (typeof allSteps)[number];

/** The way to a request, step by step: who, what, preview, submitted. */
export const RequestDrawer = (props: {
  prefill?: RequestPrefill;
  /** The two ends stay as they are then. */
  change?: RequestToChange;
  onClose: () => void;
}) => {
  // As it was when the form was opened: a change of somebody else is not undone.
  const [changing] = useState(props.change);
  const purpose = changing?.purpose;
  const steps = purpose ? allSteps.slice(1) : allSteps;
  const t = useWords();
  const api = useApi(accessApiRef);
  const [typed, setForm] = useState<RequestForm>(() =>
    changing ? formOfRequest(changing.request) : toForm(props.prefill ?? {}),
  );
  const [step, setStep] = useState<StepId>(steps[0]);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const [created, setCreated] = useState<Submission>();
  // The same request, however often the button is pressed.
  const [key] = useState(() => crypto.randomUUID());

  const options = useAccessOptions(typed.caller, typed.callee);
  const known = options.status === 'ready' ? options.value : undefined;
  const form = known ? withOptions(typed, known) : typed;
  const checked = useMemo(
    () => withRest(toSpec(form), changing),
    [form, changing],
  );
  const preview = usePreview(
    known?.canRequest && checked.ok && step !== 'done' && step !== 'who'
      ? checked.spec
      : undefined,
  );
  const ready = preview.status === 'ready' ? preview.value : undefined;
  const lacksTicket = known?.ticketRequired === true && !form.ticketUrl;
  const ticketError =
    (form.ticketUrl && !/^https:\/\/\S+$/.test(form.ticketUrl)) ||
    (tried && lacksTicket)
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
      setCreated(
        await send(api, {
          form,
          spec: checked.spec,
          previewHash: ready.hash,
          change: changing,
          idempotencyKey: key,
        }),
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
    <SideDrawer
      id="request-form"
      title={t(purpose ? `request.${purpose}.title` : 'request.title')}
      onClose={props.onClose}
    >
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
          <Options options={options} />
        </StepBody>
      )}
      {step === 'what' && !known && <Options options={options} />}
      {step === 'what' && known && (
        <StepBody
          title={t('request.step.what')}
          onBack={purpose ? undefined : () => go('who')}
          onNext={() => {
            setTried(true);
            const complete =
              checked.ok && longEnough && !ticketError && !lacksTicket;
            if (complete && known.canRequest) go('preview');
          }}
        >
          {purpose && (
            <Alert severity="info" variant="outlined">
              {t(`request.${purpose}.text`)}
            </Alert>
          )}
          {!known.canRequest && (
            <ToneLabel tone="bad">{asSentence(known.reason ?? '')}</ToneLabel>
          )}
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
                {t(sendWords(purpose, busy))}
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
          {ready && (
            <FileChoices
              open={ready.choices ?? []}
              chosen={form.choices}
              onChange={choices => change({ choices })}
            />
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

/** Until it is known what the form may offer. */
function Options(props: { options: ReturnType<typeof useAccessOptions> }) {
  const { options } = props;
  const t = useWords();
  return (
    <>
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
    </>
  );
}

function Submitted({ created }: { created: Submission }) {
  const t = useWords();
  const linkTo = useRequestLink();
  return (
    <>
      <div role="status">
        {t(created.words)}{' '}
        {linkTo && <Link to={linkTo(created.id)}>{t('request.page')}</Link>}
      </div>
      <RequestView id={created.id} />
    </>
  );
}
