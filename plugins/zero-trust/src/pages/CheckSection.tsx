import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { CheckAnswer } from '../components/CheckAnswer';
import { CheckFormFields } from '../components/CheckFormFields';
import { FailedPanel } from '../components/FailedPanel';
import { Section } from '../components/Section';
import { useJudge } from '../hooks/useJudge';
import { useWords } from '../hooks/useWords';
import {
  CheckErrors,
  emptyCheckForm,
  readCheckForm,
  toJudgeRequest,
  writeCheckForm,
} from '../view/checkForm';

/**
 * Asks about one connection. The question that is asked lives in the URL, so an
 * answer can be linked to, and a row of a table can open it prefilled.
 */
export const CheckSection = (props: {
  entityRef: string;
  clusters: readonly string[];
}) => {
  const { entityRef } = props;
  const t = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = useMemo(() => readCheckForm(search), [search]);
  const askedKey = JSON.stringify(asked ?? null);
  const [form, setForm] = useState(asked ?? emptyCheckForm);
  const [errors, setErrors] = useState<CheckErrors>({});
  useEffect(() => {
    setForm(JSON.parse(askedKey) ?? emptyCheckForm);
    setErrors({});
  }, [askedKey]);

  const question = asked && toJudgeRequest(entityRef, asked);
  const answer = useJudge(question?.ok ? question.request : undefined);
  const urlErrors = question && !question.ok ? question.errors : {};

  const onSubmit = () => {
    const checked = toJudgeRequest(entityRef, form);
    if (!checked.ok) {
      setErrors(checked.errors);
      return;
    }
    setErrors({});
    if (JSON.stringify(form) === askedKey) {
      if (answer.status !== 'idle') answer.refetch();
      return;
    }
    setSearch(writeCheckForm(search, form), { replace: true });
  };
  const onReset = () => {
    setForm(emptyCheckForm);
    setErrors({});
    setSearch(writeCheckForm(search, undefined), { replace: true });
  };

  return (
    <Section id="check" title={t('section.check')}>
      <Typography variant="body2" paragraph>
        {t('check.intro')}
      </Typography>
      <CheckFormFields
        form={form}
        errors={
          JSON.stringify(form) === askedKey
            ? { ...urlErrors, ...errors }
            : errors
        }
        clusters={props.clusters}
        onChange={change => setForm(old => ({ ...old, ...change }))}
        onSubmit={onSubmit}
        onReset={onReset}
      />
      {answer.status === 'loading' && (
        <LinearProgress aria-label={t('state.loading')} />
      )}
      {answer.status === 'failed' && (
        <FailedPanel
          title={t('check.failed')}
          error={answer.error}
          onRetry={answer.refetch}
        />
      )}
      {answer.status === 'ready' && asked && question?.ok && (
        <>
          {answer.refreshError && (
            <FailedPanel
              title={t('check.failed')}
              error={answer.refreshError}
              onRetry={answer.refetch}
            />
          )}
          <CheckAnswer
            request={question.request}
            form={asked}
            response={answer.value}
          />
        </>
      )}
    </Section>
  );
};
