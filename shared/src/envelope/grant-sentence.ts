import type { Grant, Schedule, Write } from './grant.ts';

/** How a schedule is said: the caller may have better words for a cron than its five fields. */
export type ScheduleWords = (schedule: Schedule) => string;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * One English sentence that says all that a grant allows, in the words of the screens. It is made from what is signed,
 * so that the person reads what the device signs: no field but ids is left out.
 */
export function grantSentence(grant: Grant, words: ScheduleWords = cronWords): string {
  const parts = [
    ...visits(grant),
    ...signsIn(grant),
    ...changes(grant),
    ...types(grant),
    ...starts(grant, words),
    ...limits(grant),
  ];
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function visits({ origins, passive, automations }: Grant): string[] {
  const where = origins.length > 0 ? `visits ${and(origins.map(site))}` : 'visits no site';
  const pictures = passive ? ' and loads pictures and styles from any site' : '';
  const called = automations.length - 1;
  return [
    where + pictures,
    ...(called > 0 ? [`calls ${counted(called, 'other automation')}`] : []),
  ];
}

function signsIn({ sessions, renew }: Grant): string[] {
  if (sessions.length === 0) return [];
  const kept = renew ? ', and stores it again when the site renews it' : '';
  return [`uses the sign-in to ${and(sessions.map(({ name }) => name))}${kept}`];
}

function changes({ writes }: Grant): string[] {
  const changing = writes.filter(({ reading }) => !reading);
  const reading = writes.filter((write) => write.reading);
  return [
    changing.length > 0
      ? `makes changes at ${and(changing.map(change))}, and nowhere else`
      : 'changes nothing',
    ...(reading.length > 0 ? [`sends questions that only read to ${and(reading.map(place))}`] : []),
  ];
}

function change(write: Write): string {
  return `${place(write)}, at most ${times(write.max)} a run`;
}

function place({ origin, path, methods }: Write): string {
  return `${site(origin)}${path} (${methods.join(', ')})`;
}

function types({ secrets, inputs }: Grant): string[] {
  const always = Object.entries(inputs).map(([name, value]) => `“${value}” as ${name}`);
  return [
    ...(secrets.length > 0
      ? [`enters ${plural(secrets.length, 'the secret')} ${and(secrets.map(({ name }) => name))}`]
      : []),
    ...(always.length > 0 ? [`always enters ${and(always)}`] : []),
  ];
}

function starts({ persons, triggers, schedule }: Grant, words: ScheduleWords): string[] {
  const hands = [
    ...(persons.length > 0 ? [counted(persons.length, 'person')] : []),
    ...(triggers.length > 0 ? [counted(triggers.length, 'trigger key')] : []),
  ];
  const late =
    schedule && `starts by itself ${words(schedule)}, up to ${span(schedule.graceMs)} late`;
  return [
    ...(hands.length > 0 ? [`may be started by ${and(hands)}`] : []),
    ...(late ? [late] : []),
  ];
}

function limits({ perDay, deadlineMs, attempts, parallel, notAfter, freshForMs }: Grant): string[] {
  const together = parallel === 1 ? 'one at a time' : `up to ${parallel} at once`;
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return [
    `runs at most ${times(perDay)} a day, ${together}, ${span(deadlineMs)} and ${counted(attempts, 'try', 'tries')} each`,
    `ends on ${day.format(notAfter)} (UTC), or when Mayfly was not unlocked for ${span(freshForMs)}`,
  ];
}

function cronWords({ cron, zone }: Schedule): string {
  return `at “${cron}” in ${zone}`;
}

/** An origin as the screens say it: an ordinary https one by its host alone. */
function site(origin: string): string {
  return origin.replace(/^https:\/\//, '');
}

function times(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}

function span(ms: number): string {
  if (ms >= 2 * dayMs && ms % dayMs === 0) return counted(ms / dayMs, 'day');
  if (ms >= hourMs && ms % hourMs === 0) return counted(ms / hourMs, 'hour');
  if (ms >= 60_000 && ms % 60_000 === 0) return counted(ms / 60_000, 'minute');
  return counted(ms / 1_000, 'second');
}

function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function plural(number: number, one: string): string {
  return number === 1 ? one : `${one}s`;
}

function and(items: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
}
