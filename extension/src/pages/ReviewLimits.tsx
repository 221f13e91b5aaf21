import { Card } from '../ui/Card.tsx';
import { useClock } from '../ui/clock.tsx';
import { Field, Select, TextInput } from '../ui/Field.tsx';
import { day } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { sayHealth } from '../ui/sign-in-health.ts';
import { SiteTile } from '../ui/SiteTile.tsx';
import { toneClass } from '../ui/tone.ts';
import type { ReviewPart } from './review-part.ts';
import styles from './Review.module.css';
import { sayNumbers } from './say-steps.ts';
import { strings } from './strings.ts';

const words = strings.review;
const dayMs = 86_400_000;
const minuteMs = 60_000;
const perDayOptions = [1, 5, 10, 40, 100, 400];
const minuteOptions = [1, 5, 10, 30, 60];
const attemptOptions = [1, 2, 3];
const endOptions = [7, 30, 90, 180, 365];

/** Name, sign-in, runs allowed, when the permission ends. */
export function ReviewLimits(part: ReviewPart) {
  const { view, choices, onChange } = part;
  const signIn = view.signIns.find(({ id }) => id === choices.signInId);
  return (
    <Card padded>
      <div className={styles['form']}>
        <Field label={words.name} error={choices.name.trim() === '' && words.nameMissing}>
          {(links) => (
            <TextInput
              {...links}
              value={choices.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <div>
          <Field
            label={words.signIn}
            hint={signIn && signIn.skips.length > 0 && words.skipped(sayNumbers(signIn.skips))}
          >
            {(links) => (
              <Select
                {...links}
                icon={signIn && <SiteTile host={signIn.host} size={18} />}
                value={choices.signInId ?? ''}
                onChange={(event) => onChange({ signInId: event.target.value || undefined })}
              >
                <option value="">{words.noSignIn}</option>
                {view.signIns.map(({ id, host, owner }) => (
                  <option key={id} value={id}>
                    {host}, {owner}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {signIn && <Health health={signIn.health} />}
        </div>
        <RunsAllowed {...part} />
      </div>
    </Card>
  );
}

function Health({ health }: { health: Parameters<typeof sayHealth>[0] }) {
  const { icon, tone, word } = sayHealth(health, useClock());
  return (
    <div className={toneClass(tone, styles['health'] ?? false, 'small')}>
      <Icon of={icon} size={14} />
      {word}
    </div>
  );
}

function RunsAllowed({ choices, onChange }: ReviewPart) {
  const clock = useClock();
  const minutes = Math.round(choices.deadlineMs / minuteMs);
  const inDays = Math.round((choices.notAfter - clock.now) / dayMs);
  return (
    <>
      <Field label={words.runsAllowed}>
        {(links) => (
          <NumberSelect
            {...links}
            value={choices.perDay}
            options={perDayOptions}
            say={(perDay) => words.perDay(perDay, minutes)}
            onChange={(perDay) => onChange({ perDay })}
          />
        )}
      </Field>
      <details className={styles['more']}>
        <summary>{words.moreLimits}</summary>
        <div className={styles['form']}>
          <Field label={words.minutes}>
            {(links) => (
              <NumberSelect
                {...links}
                value={minutes}
                options={minuteOptions}
                say={words.minutesOption}
                onChange={(chosen) => onChange({ deadlineMs: chosen * minuteMs })}
              />
            )}
          </Field>
          <Field label={words.attempts}>
            {(links) => (
              <NumberSelect
                {...links}
                value={choices.attempts}
                options={attemptOptions}
                say={words.attemptsOption}
                onChange={(attempts) => onChange({ attempts })}
              />
            )}
          </Field>
        </div>
      </details>
      <Field label={words.ends}>
        {(links) => (
          <NumberSelect
            {...links}
            value={inDays}
            options={endOptions}
            say={(days) =>
              words.endsOption(days, day(clock.now + days * dayMs, clock.zone, 'year'))
            }
            onChange={(days) => onChange({ notAfter: clock.now + days * dayMs })}
          />
        )}
      </Field>
    </>
  );
}

type NumberSelectProps = {
  id: string;
  value: number;
  options: readonly number[];
  say: (option: number) => string;
  onChange: (option: number) => void;
};

/** A list of numbers in words; a value that is not among them is offered too. */
function NumberSelect({ value, options, say, onChange, ...links }: NumberSelectProps) {
  const all = [...new Set([...options, value])].toSorted((a, b) => a - b);
  return (
    <Select {...links} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {all.map((option) => (
        <option key={option} value={option}>
          {say(option)}
        </option>
      ))}
    </Select>
  );
}
