import { useEffect } from 'react';
import { strings } from './strings.ts';

/** Sets the page's title, its state first: “Failed, run 213, Download open invoices · Mayfly”. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = `${parts.filter(Boolean).join(', ')} · ${strings.product}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
