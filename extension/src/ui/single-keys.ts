import { createContext, useContext } from 'react';

/** Whether keys of one letter act (WCAG 2.1.4: they can be turned off in Settings). */
export const SingleKeys = createContext(true);

/** Whether keys of one letter act here. */
export function useSingleKeys(): boolean {
  return useContext(SingleKeys);
}
