import { useEffect } from 'react';
import { product } from './strings/product.ts';

/** Sets the page's title, its state first: “Failed, run 213, Download open invoices · Mayfly”. */
export function useTitle(...parts: readonly (string | false | undefined)[]): void {
  const title = `${parts.filter(Boolean).join(', ')} · ${product.name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
