import { lazy, Suspense, useRef } from 'react';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { Section } from '../components/Section';
import { useIsNear } from '../hooks/useIsNear';
import { useWords } from '../hooks/useWords';

const ReachPanel = lazy(() =>
  import('./ReachPanel').then(m => ({ default: m.ReachPanel })),
);

/** What a compromised service could reach; worked out when somebody looks. */
export const ReachSection = (props: {
  entityRef: string;
  generation: string;
}) => {
  const t = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const near = useIsNear(frame);
  const waiting = <LoadingSkeleton rows={6} />;
  return (
    <Section id="reach" title={t('section.reach')}>
      <div ref={frame}>
        {near ? (
          <Suspense fallback={waiting}>
            <ReachPanel {...props} />
          </Suspense>
        ) : (
          waiting
        )}
      </div>
    </Section>
  );
};
