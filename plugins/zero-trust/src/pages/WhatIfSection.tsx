import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { lazy, Suspense, useState } from 'react';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { Section } from '../components/Section';
import { useWords } from '../hooks/useWords';

const WhatIfPanel = lazy(() =>
  import('./WhatIfPanel').then(m => ({ default: m.WhatIfPanel })),
);

/** Trying a change of policies; its form is opened by those who want it. */
export const WhatIfSection = (props: {
  entityRef: string;
  workloads: readonly WorkloadPosture[];
}) => {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Section id="whatif" title={t('section.whatif')}>
      <Typography variant="body2" paragraph>
        {t('whatif.intro')}
      </Typography>
      {open ? (
        <Suspense fallback={<LoadingSkeleton rows={4} />}>
          <WhatIfPanel {...props} />
        </Suspense>
      ) : (
        <Button variant="outlined" onClick={() => setOpen(true)}>
          {t('whatif.open')}
        </Button>
      )}
    </Section>
  );
};
