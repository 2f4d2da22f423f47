import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { AccessOptions } from '@ztn/backstage-plugin-zero-trust-common';
import { SelectFilter } from '../../components/SelectFilter';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { MessageKey } from '../../view/Translate';
import { useMyEntities } from '../hooks/useMyEntities';
import { identitiesIn, RequestForm, workloadsIn } from '../view/requestForm';
import { EntityPick } from './EntityPick';
import { asSentence } from '../view/asSentence';

const useStyles = makeStyles(theme => ({
  fields: { display: 'grid', gap: theme.spacing(2) },
}));

/** Step 1: who calls whom, in which cluster and under which identity. */
export const WhoStep = (props: {
  form: RequestForm;
  options?: AccessOptions;
  errors: { caller?: MessageKey; callee?: MessageKey };
  onChange: (change: Partial<RequestForm>) => void;
}) => {
  const { form, options, errors, onChange } = props;
  const t = useWords();
  const classes = useStyles();
  const mine = useMyEntities();
  return (
    <div className={classes.fields}>
      <EntityPick
        id="request-caller"
        label={t('request.caller')}
        help={t('request.caller.help')}
        value={form.caller}
        offered={mine}
        error={errors.caller && t(errors.caller)}
        onChange={caller => onChange({ caller })}
      />
      <EntityPick
        id="request-callee"
        label={t('request.callee')}
        help={t('request.callee.help')}
        value={form.callee}
        error={errors.callee && t(errors.callee)}
        onChange={callee => onChange({ callee })}
      />
      {options && <Ends form={form} options={options} onChange={onChange} />}
    </div>
  );
};

function Ends(props: {
  form: RequestForm;
  options: AccessOptions;
  onChange: (change: Partial<RequestForm>) => void;
}) {
  const { form, options, onChange } = props;
  const t = useWords();
  const identities = identitiesIn(options, form.cluster);
  const workloads = workloadsIn(options, form.cluster);
  const choice = (
    name: 'cluster' | 'identity' | 'workload',
    values: readonly string[],
  ) =>
    values.length > 0 && (
      <SelectFilter
        id={`request-${name}`}
        label={t(`request.${name}`)}
        value={form[name]}
        options={values.map(value => ({ value, label: value }))}
        onChange={value => onChange({ [name]: value ?? '' })}
      />
    );
  return (
    <>
      {!options.canRequest && (
        <ToneLabel tone="bad">{asSentence(options.reason ?? '')}</ToneLabel>
      )}
      {choice('cluster', options.clusters)}
      {choice('identity', identities)}
      <Shared form={form} options={options} />
      {choice('workload', workloads)}
    </>
  );
}

/** Who else would get the access is the real size of the request. */
function Shared(props: { form: RequestForm; options: AccessOptions }) {
  const { form, options } = props;
  const t = useWords();
  const identity = options.caller.identities.find(
    ({ cluster, namespace, serviceAccount }) =>
      cluster === form.cluster &&
      `${namespace}/${serviceAccount}` === form.identity,
  );
  if (!identity) return null;
  return (
    <>
      {identity.principal && (
        <Typography variant="body2" color="textSecondary">
          {identity.principal}
        </Typography>
      )}
      {identity.sharedWith > 0 && (
        <ToneLabel tone="caution">
          {t('request.identity.shared', { count: identity.sharedWith })}
        </ToneLabel>
      )}
    </>
  );
}
