import { Globe } from 'lucide-react';
import { useMemo } from 'react';
import { useClock } from '../ui/clock.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { Field } from '../ui/Field.tsx';
import { strings } from './strings.ts';

const words = strings.schedule;

type ScheduleZoneProps = { zone: string; onChange: (zone: string) => void };

/** One of all time zones, each with how far it is from UTC now. */
export function ScheduleZone({ zone, onChange }: ScheduleZoneProps) {
  const { now } = useClock();
  const day = Math.floor(now / 86_400_000);
  const options = useMemo(
    () =>
      [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
        value,
        label: words.zoneOption(value, offsetOf(value, day * 86_400_000)),
      })),
    [zone, day],
  );
  return (
    <Field label={words.zone}>
      {(links) => (
        <Combobox {...links} icon={Globe} value={zone} options={options} onChange={onChange} />
      )}
    </Field>
  );
}

function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' });
  const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  return name.replace('GMT', 'UTC');
}
