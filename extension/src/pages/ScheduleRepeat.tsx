import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Choice } from '../ui/Choice.tsx';
import { Field, Select, TextInput } from '../ui/Field.tsx';
import type { Repeat } from './repeat.ts';
import { turnInto } from './repeat.ts';
import styles from './Schedule.module.css';
import { strings } from './strings.ts';

const words = strings.schedule;
const kinds = Object.keys(words.repeats) as Repeat['kind'][];
const options = kinds.map((value) => ({ value, word: words.repeats[value] }));
const dates = Array.from({ length: 31 }, (_, place) => place + 1);

type ScheduleRepeatProps = {
  repeat: Repeat;
  problem: string | undefined;
  onChange: (repeat: Repeat) => void;
  /** The field of the time zone, beside the time. */
  zone: ReactNode;
};

/** How often, and at what time of the chosen zone. */
export function ScheduleRepeat({ repeat, problem, onChange, zone }: ScheduleRepeatProps) {
  const withDay = repeat.kind === 'weekly' || repeat.kind === 'monthly';
  return (
    <>
      <Choice
        label={words.repeat}
        shown
        value={repeat.kind}
        options={options}
        onChange={(kind) => onChange(turnInto(kind, repeat))}
      />
      {repeat.kind === 'cron' && (
        <Field label={words.cron} error={problem}>
          {(links) => (
            <TextInput
              {...links}
              className="mono"
              spellCheck={false}
              value={repeat.cron}
              onChange={(event) => onChange({ kind: 'cron', cron: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className={styles['time']}>
        {withDay && <DayField repeat={repeat} onChange={onChange} />}
        {repeat.kind !== 'cron' && <TimeField repeat={repeat} onChange={onChange} />}
        <div className={withDay || repeat.kind === 'cron' ? styles['whole'] : undefined}>
          {zone}
        </div>
      </div>
    </>
  );
}

type PartProps<Part extends Repeat> = { repeat: Part; onChange: (repeat: Repeat) => void };

function DayField({
  repeat,
  onChange,
}: PartProps<Extract<Repeat, { kind: 'weekly' | 'monthly' }>>) {
  if (repeat.kind === 'monthly') {
    return (
      <Field label={words.dayOfMonth}>
        {(links) => (
          <Select
            {...links}
            value={repeat.date}
            onChange={(event) => onChange({ ...repeat, date: Number(event.target.value) })}
          >
            {dates.map((date) => (
              <option key={date}>{date}</option>
            ))}
          </Select>
        )}
      </Field>
    );
  }
  return (
    <Field label={words.on}>
      {(links) => (
        <Select
          {...links}
          value={repeat.weekday}
          onChange={(event) => onChange({ ...repeat, weekday: Number(event.target.value) })}
        >
          {words.days.map((day, weekday) => (
            <option key={day} value={weekday}>
              {day}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function TimeField({ repeat, onChange }: PartProps<Exclude<Repeat, { kind: 'cron' }>>) {
  if (repeat.kind === 'hourly') {
    return (
      <Field label={words.minute}>
        {(links) => (
          <TextInput
            {...links}
            type="number"
            min={0}
            max={59}
            value={repeat.minute}
            onChange={(event) => {
              const minute = Math.trunc(event.target.valueAsNumber);
              if (minute >= 0 && minute < 60) onChange({ ...repeat, minute });
            }}
          />
        )}
      </Field>
    );
  }
  return <ClockField key={repeat.kind} repeat={repeat} onChange={onChange} />;
}

type Timed = Extract<Repeat, { hour: number }>;

/** 24 hours, whatever the language of the browser. */
function ClockField({ repeat, onChange }: PartProps<Timed>) {
  const [typed, setTyped] = useState(`${twoDigits(repeat.hour)}:${twoDigits(repeat.minute)}`);
  const wrong = readTime(typed) === undefined ? words.notATime(typed) : undefined;
  return (
    <Field label={words.at} error={wrong}>
      {(links) => (
        <TextInput
          {...links}
          className="num"
          icon={Clock}
          inputMode="numeric"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            const time = readTime(event.target.value);
            if (time) onChange({ ...repeat, ...time });
          }}
        />
      )}
    </Field>
  );
}

function readTime(typed: string): { hour: number; minute: number } | undefined {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(typed.trim()) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
