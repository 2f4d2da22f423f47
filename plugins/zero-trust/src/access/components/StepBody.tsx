import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../hooks/useWords';

/** The content of one step; takes the focus, so that nobody gets lost. */
export const StepBody = (props: {
  title: string;
  onBack?: () => void;
  onNext?: () => void;
  next?: ReactNode;
  children: ReactNode;
}) => {
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
};
