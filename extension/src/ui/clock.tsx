import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';

/** The time a screen is drawn for (ms since 1970), and the IANA zone in which it names times. */
export type Clock = { now: number; zone: string };

const ClockContext = createContext<Clock | undefined>(undefined);

/** A given time: for tests and pictures. */
export function FixedClock({ clock, children }: { clock: Clock; children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The real time in the person's own zone, once every `everyMs`. Goes around a surface. */
export function LiveClock({ everyMs = 1000, children }: { everyMs?: number; children: ReactNode }) {
  const [clock, setClock] = useState(currentClock);
  useEffect(() => {
    const timer = setInterval(() => setClock(currentClock()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The time to draw for. */
export function useClock(): Clock {
  return useContext(ClockContext) ?? currentClock();
}

function currentClock(): Clock {
  return { now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
