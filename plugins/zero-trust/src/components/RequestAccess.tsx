import Button from '@material-ui/core/Button';
import { createContext, useContext } from 'react';
import { useWords } from '../hooks/useWords';
import { CheckForm } from '../view/checkForm';

/**
 * Starts a request for access with what is known of the connection filled in.
 * Whoever can take requests provides it around the tab.
 */
export const RequestAccessContext = createContext<
  ((prefill: CheckForm) => void) | undefined
>(undefined);

/** The way from a refused connection to a request; nothing where none leads on. */
export const RequestAccess = (props: { prefill: CheckForm }) => {
  const start = useContext(RequestAccessContext);
  const t = useWords();
  return start ? (
    <Button
      size="small"
      variant="outlined"
      onClick={() => start(props.prefill)}
    >
      {t('request.start')}
    </Button>
  ) : null;
};
