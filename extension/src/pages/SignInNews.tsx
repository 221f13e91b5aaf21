import { useClock } from '../ui/clock.tsx';
import { Icon } from '../ui/Icon.tsx';
import { sayHealth } from '../ui/sign-in-health.ts';
import { toneClass } from '../ui/tone.ts';
import type { AutomationRow } from './automations-view.ts';
import { strings } from './strings.ts';

/** How the sign-in of an automation stands, where a run may fail by it; nothing while all is well. */
export function SignInNews({ health }: { health: AutomationRow['signIn'] }) {
  const clock = useClock();
  if (!health) return null;
  const { icon, tone, word } = sayHealth(health, clock);
  if (tone !== 'warn' && tone !== 'bad') return null;
  return (
    <div className={toneClass(tone, 'small', 'row')}>
      <Icon of={icon} size={14} />
      <span className="cut">{strings.lists.automations.signIn(word)}</span>
    </div>
  );
}

/** Whether storing the sign-in again comes before the next run. `now` in ms. */
export function needsResync({ signIn, last }: AutomationRow, now: number): boolean {
  if (!signIn) return last?.code === 'session-expired';
  return signIn.kind === 'signed-out' || (signIn.kind === 'expires' && signIn.at <= now);
}
