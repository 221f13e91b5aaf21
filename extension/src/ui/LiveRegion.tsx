import type { ReactNode } from 'react';
import { createContext, useContext, useMemo, useState } from 'react';

type Announce = (words: string, how?: 'polite' | 'assertive') => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says something to who listens instead of looks: polite by default, assertive for ends and errors. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** The surface's one polite live region, and its one assertive; goes around the whole surface. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  const announce = useMemo<Announce>(
    () =>
      (words, how = 'polite') =>
        how === 'polite' ? setPolite(words) : setAssertive(words),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <output className="heard">{polite}</output>
      <div className="heard" role="alert">
        {assertive}
      </div>
    </AnnounceContext>
  );
}
