import type { AutomationRow } from '../../../pages/automations-view.ts';
import type { SignInRow } from '../../../pages/sign-ins-view.ts';
import { berlin, friday, galleryClock, today } from '../clock.ts';

const tomorrow = (hour: number, minute: number) => berlin(2026, 11, 24, hour, minute);

function automation(
  row: Partial<AutomationRow> & Pick<AutomationRow, 'id' | 'name'>,
): AutomationRow {
  return {
    hosts: [],
    writes: false,
    mine: true,
    next: { kind: 'on-demand' },
    waiting: 0,
    ...row,
  };
}

/** The automations of an invented finance team. */
export const automationRows: readonly AutomationRow[] = [
  automation({
    id: 'a1',
    name: 'Download open invoices',
    hosts: ['ledger.halden.example'],
    next: { kind: 'at', at: tomorrow(9, 0), words: 'Weekdays at 09:00' },
    signIn: { kind: 'expires', at: galleryClock.now + 72_000_000 },
    last: { id: 'r1', number: 214, status: 'succeeded', at: today(9, 0), rows: 42 },
  }),
  automation({
    id: 'a2',
    name: 'Approve expenses under €50',
    hosts: ['expenses.halden.example'],
    writes: true,
    last: { id: 'r2', number: 88, status: 'outcome-unknown', at: friday(16, 20) },
  }),
  automation({
    id: 'a3',
    name: 'Weekly chargeback export',
    hosts: ['pay.orrery.example'],
    mine: false,
    next: { kind: 'at', at: berlin(2026, 11, 30, 6, 30), words: 'Mondays at 06:30' },
    last: { id: 'r3', number: 51, status: 'running', at: today(9, 4), step: 6, of: 14 },
    waiting: 1,
  }),
  automation({
    id: 'a4',
    name: 'Copy new leads to CRM',
    hosts: ['crm.tallow.example', 'mail.tallow.example'],
    writes: true,
    next: { kind: 'at', at: galleryClock.now + 720_000, words: 'Every 15 min, 08:00 to 18:00' },
    last: { id: 'r4', number: 1902, status: 'finished-with-errors', at: today(9, 0), rows: 19 },
  }),
  automation({
    id: 'a5',
    name: 'Check VAT numbers',
    hosts: ['vat.example'],
    next: { kind: 'paused', since: berlin(2026, 11, 18) },
    last: { id: 'r5', number: 308, status: 'succeeded', at: berlin(2026, 11, 16, 7), rows: 310 },
  }),
  automation({
    id: 'a6',
    name: 'Refund tickets older than 14 days',
    hosts: ['support.orrery.example'],
    writes: true,
    next: { kind: 'draft' },
  }),
  automation({
    id: 'a7',
    name: 'Publish weekly price list',
    hosts: ['files.tallow.example'],
    writes: true,
    next: { kind: 'at', at: berlin(2026, 11, 27, 16), words: 'Fridays at 16:00' },
    last: {
      id: 'r7',
      number: 61,
      status: 'failed',
      at: friday(16, 0),
      step: 1,
      of: 9,
      code: 'session-expired',
    },
  }),
  automation({
    id: 'a8',
    name: 'Daily settlement totals',
    hosts: ['pay.orrery.example'],
    next: { kind: 'at', at: tomorrow(6, 45), words: 'Daily at 06:45' },
    last: { id: 'r8', number: 130, status: 'succeeded', at: today(6, 45), rows: 4 },
    permissionEndsAt: berlin(2026, 12, 2, 9),
  }),
];

function signIn(
  row: Pick<SignInRow, 'id' | 'host' | 'cookies' | 'health'> & Partial<SignInRow>,
): SignInRow {
  return {
    storageEntries: 0,
    withHosts: [],
    usedBy: [],
    storedAt: friday(9, 12),
    resyncHere: true,
    waiting: 0,
    ...row,
  };
}

/** Their stored sign-ins: every health once. */
export const signInRows: readonly SignInRow[] = [
  signIn({
    id: 's1',
    host: 'ledger.halden.example',
    cookies: 5,
    withHosts: ['login.halden.example'],
    health: { kind: 'expires', at: berlin(2026, 11, 26, 18, 42) },
    usedBy: ['Download open invoices'],
  }),
  signIn({
    id: 's2',
    host: 'pay.orrery.example',
    cookies: 8,
    storageEntries: 2,
    health: { kind: 'healthy', renewedAt: today(6, 31) },
    usedBy: ['Weekly chargeback export', 'Daily settlement totals'],
    storedAt: berlin(2026, 11, 2),
  }),
  signIn({
    id: 's3',
    host: 'files.tallow.example',
    cookies: 4,
    health: { kind: 'signed-out', seenAt: friday(16, 0), runNumber: 61 },
    usedBy: ['Publish weekly price list'],
    storedAt: berlin(2026, 10, 19),
  }),
  signIn({
    id: 's4',
    host: 'bank.northgate.example',
    cookies: 6,
    health: { kind: 'device-bound' },
    storedAt: friday(14, 10),
  }),
  signIn({
    id: 's5',
    host: 'support.orrery.example',
    cookies: 3,
    health: { kind: 'no-end', checkedAt: today(9, 5) },
    usedBy: ['Refund tickets', 'Close tickets'],
    storedAt: berlin(2026, 10, 30),
    resyncHere: false,
  }),
];
