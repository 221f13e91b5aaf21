import { Refusal } from '../refusal.ts';

/** What a connection that cannot be read ends with: what is not read is not sent. `what` says where it stopped. */
export function unreadable(what: string): Refusal {
  return new Refusal('connection-unreadable', { cause: new Error(what) });
}
