import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import {
  WhatIfRequest,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FormEvent, useMemo, useState } from 'react';
import { FailedPanel } from '../components/FailedPanel';
import { WhatIfAnswer } from '../components/whatIf/WhatIfAnswer';
import { WhatIfFields } from '../components/whatIf/WhatIfFields';
import { useAllPermissions } from '../hooks/useAllPermissions';
import { useWhatIf } from '../hooks/useWhatIf';
import { useWords } from '../hooks/useWords';
import { policiesNamed } from '../view/whatIf/policiesNamed';
import { readManifests } from '../view/whatIf/readManifests';

/** Form and answer. What is pasted stays in this browser until it is compared. */
export const WhatIfPanel = (props: {
  entityRef: string;
  workloads: readonly WorkloadPosture[];
}) => {
  const { entityRef, workloads } = props;
  const t = useWords();
  const [yaml, setYaml] = useState('');
  const [remove, setRemove] = useState<readonly string[]>([]);
  const [error, setError] = useState<string>();
  const [request, setRequest] = useState<WhatIfRequest>();
  const answer = useWhatIf(request);
  const all = useAllPermissions(entityRef);
  const options = useMemo(
    () =>
      policiesNamed(
        workloads,
        all.status === 'ready'
          ? [...all.value.inbound, ...all.value.outbound]
          : [],
      ),
    [workloads, all],
  );

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const read = await readManifests(yaml);
    if (!read.ok) {
      setError(t(read.error.key, read.error.values));
      return;
    }
    if (read.objects.length + remove.length === 0) {
      setError(t('whatif.error.empty'));
      return;
    }
    setError(undefined);
    setRequest({ entityRef, add: read.objects, remove: [...remove] });
    if (answer.status !== 'idle') answer.refetch();
  };
  const onReset = () => {
    setYaml('');
    setRemove([]);
    setError(undefined);
    setRequest(undefined);
  };

  return (
    <>
      <form noValidate onSubmit={onSubmit}>
        <WhatIfFields
          yaml={yaml}
          remove={remove}
          options={options}
          error={error}
          onYaml={setYaml}
          onRemove={setRemove}
        />
        <Box mt={2} display="flex" gridGap={8}>
          <Button type="submit" variant="contained" color="primary">
            {t('whatif.submit')}
          </Button>
          <Button onClick={onReset}>{t('whatif.reset')}</Button>
        </Box>
      </form>
      {answer.status === 'loading' && (
        <LinearProgress aria-label={t('state.loading')} />
      )}
      {answer.status === 'failed' && (
        <FailedPanel
          title={t('whatif.failed')}
          error={answer.error}
          onRetry={answer.refetch}
        />
      )}
      {answer.status === 'ready' && (
        <>
          {answer.refreshError && (
            <FailedPanel
              title={t('whatif.failed')}
              error={answer.refreshError}
              onRetry={answer.refetch}
            />
          )}
          <WhatIfAnswer response={answer.value} />
        </>
      )}
    </>
  );
};
