import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type {
  AccessOptions,
  AccessPreview,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import {
  emptyRule,
  portsOf,
  RequestForm,
  RuleErrors,
} from '../view/requestForm';
import { toneOfPreview } from '../view/requestWords';
import { FindingLines } from './FindingLines';
import { RuleFieldset } from './RuleFieldset';

const useStyles = makeStyles(theme => ({
  fields: { display: 'grid', gap: theme.spacing(2) },
  live: { ...theme.typography.body2, minHeight: theme.spacing(4) },
}));

/** Step 2: which ports, methods and paths, and why. */
export const WhatStep = (props: {
  form: RequestForm;
  options: AccessOptions;
  errors: readonly RuleErrors[];
  /** The reason is too short. */
  whyError: boolean;
  ticketError?: string;
  /** What is known of it while it is typed. */
  preview?: AccessPreview;
  onChange: (change: Partial<RequestForm>) => void;
}) => {
  const { form, options, errors, preview, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.fields}>
      {form.rules.map((rule, i) => (
        <RuleFieldset
          key={i}
          number={i + 1}
          rule={rule}
          ports={portsOf(options, form)}
          errors={errors[i] ?? {}}
          onChange={next =>
            onChange({
              rules: form.rules.map((old, k) => (k === i ? next : old)),
            })
          }
          onRemove={
            form.rules.length > 1
              ? () =>
                  onChange({
                    rules: form.rules.filter((_, k) => k !== i),
                  })
              : undefined
          }
        />
      ))}
      <div>
        <Button
          size="small"
          onClick={() => onChange({ rules: [...form.rules, emptyRule] })}
        >
          {t('request.rule.add')}
        </Button>
      </div>
      <div className={classes.live} role="status">
        {preview && (
          <>
            <ToneLabel tone={toneOfPreview(preview.outcome)}>
              {t(`request.outcome.${preview.outcome}`)}
            </ToneLabel>
            {preview.findings.length > 0 && (
              <FindingLines findings={preview.findings} />
            )}
          </>
        )}
      </div>
      <TextField
        id="request-justification"
        required
        multiline
        minRows={2}
        error={props.whyError}
        label={t('request.justification')}
        helperText={t('request.justification.help', {
          count: options.justificationMin,
        })}
        value={form.justification}
        onChange={event => onChange({ justification: event.target.value })}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: 2_000 }}
      />
      <TextField
        id="request-ticket"
        label={t('request.ticket')}
        required={options.ticketRequired}
        helperText={
          props.ticketError ??
          t(
            options.ticketRequired
              ? 'request.ticket.required'
              : 'request.ticket.help',
          )
        }
        error={props.ticketError !== undefined}
        value={form.ticketUrl}
        onChange={event => onChange({ ticketUrl: event.target.value })}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: 500 }}
      />
    </div>
  );
};
