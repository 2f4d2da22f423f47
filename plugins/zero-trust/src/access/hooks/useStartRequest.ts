import { createContext, useContext } from 'react';
import { RequestPrefill } from '../view/requestForm';

/**
 * Starts a request for access with what is known of the connection filled in.
 * `RequestAccessProvider` gives it; undefined where nothing leads on.
 */
export const StartRequestContext = createContext<
  ((prefill: RequestPrefill) => void) | undefined
>(undefined);

/** How to start a request here, if one can. */
export const useStartRequest = () => useContext(StartRequestContext);
