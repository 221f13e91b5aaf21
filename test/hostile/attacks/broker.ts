import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerKeys } from '@mayfly/cloud-runner/broker/keys/broker-keys.ts';
import { readKept } from '@mayfly/cloud-runner/broker/keys/keys-file.ts';
import { openReader } from '@mayfly/cloud-runner/cli/database.ts';
import { readAutomation } from '@mayfly/shared/automation/parse.ts';
import {
  envelopeId,
  headerOf,
  readFile,
  readStub,
  stubOf,
} from '@mayfly/shared/envelope/format.ts';
import { open, unwrapDek } from '@mayfly/shared/envelope/open.ts';
import { expect } from 'vitest';
import { device } from '../../harness/device.ts';
import { permit } from '../../harness/permit.ts';
import { evidenceOf } from '../../harness/run-evidence.ts';
import { refused } from '../refused.ts';
import { reading } from '../service/lies.ts';
import type { ServiceWorld } from '../service/world.ts';
import type { Attack } from '../threat.ts';

/** The broker, by itself. */
export const brokerAlone: readonly Attack[] = [
  {
    isLong: true,
    title: 'looks for a body in all that it keeps: it has those of permissions, and no other',
    play: async (worlds) => {
      const world = await worlds.service();
      const { run } = await permit(reading(world));
      await evidenceOf(await run());
      const { rows } = await world.database.query<{ bytes: Buffer }>('select bytes from envelopes');
      const bodies = rows.map(({ bytes }) => readFile(bytes));
      expect(bodies.length).toBeGreaterThan(2);
      const kept = await brokersRows(world);
      const known = bodies.filter(({ commit }) =>
        kept.includes(Buffer.from(commit).toString('hex')),
      );
      expect(known.length).toBeGreaterThan(0);
      const found = bodies.filter(({ body }) => kept.includes(Buffer.from(body).toString('hex')));
      expect(found.map((file) => headerOf(file).purpose)).toEqual([]);
    },
  },
];

/** The broker’s keys and the service’s database in one hand. Not stopped: this shows what is lost, and what is not. */
export const brokerAndService: readonly Attack[] = [
  {
    title: 'opens what pods may open, which nothing stops; a report stays closed',
    play: async (worlds) => {
      const world = await worlds.service();
      const { run } = await permit(reading(world));
      const { report, proof } = await evidenceOf(await run());
      const { org, keys: own } = await device.connect();
      const sealOf = brokerKeys(seedsOf(world)).sealOf(org);
      const reader = openReader(brokerDatabase(world));
      const [row] = await reader.rowsOf<{ id: string; stub: Uint8Array; wrap: Uint8Array }>(
        org,
        `select id, wraps.stub, wraps.wrap from heads join wraps using (org, id)
         where purpose = 'automation' limit 1`,
      );
      await reader.close();
      const file = await bodyOf(world, row!.id);
      const dek = unwrapDek(row!.wrap, sealOf);
      const { subject } = headerOf(readStub(row!.stub));
      const expected = {
        purpose: 'automation',
        org,
        subject,
        id: envelopeId(stubOf(readFile(file))),
        senderOf: () => own.sign.publicKey,
        now: Date.now(),
      } as const;
      expect(readAutomation(open(file, expected, dek).plain).name).toBe('Planned');
      const id = proof.end!.report;
      const sealed = await bodyOf(world, id);
      const senderOf = () => proof.certificate!.sign;
      const asReport = {
        ...expected,
        purpose: 'report',
        subject: report.run,
        id,
        senderOf,
      } as const;
      const opening = async () => open(sealed, asReport, [sealOf]);
      expect(await refused(opening())).toBe('wrong-recipient');
    },
  },
];

function brokerDatabase({ stack }: ServiceWorld): string {
  const config = readFileSync(join(stack.folders.config, 'broker.json'), 'utf8');
  return (JSON.parse(config) as { databaseUrl: string }).databaseUrl;
}

/** All rows of all tables of the broker, as text; bytes are in hex there. */
async function brokersRows(world: ServiceWorld): Promise<string> {
  const { org } = await device.connect();
  const reader = openReader(brokerDatabase(world));
  const tables = await reader.rows<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await reader.rowsOf<{ row: string }>(
      org,
      `select each::text as row from ${name} as each`,
    );
    texts.push(...rows.map(({ row }) => row));
  }
  await reader.close();
  return texts.join('\n');
}

async function bodyOf({ database }: ServiceWorld, id: string): Promise<Buffer> {
  const { rows } = await database.query<{ bytes: Buffer }>(
    'select bytes from envelopes where id = $1',
    [id],
  );
  return rows[0]!.bytes;
}

function seedsOf({ stack }: ServiceWorld) {
  const kept = readKept(join(stack.folders.broker, 'keys'));
  if (kept.v !== 1) throw new Error('The keys of the broker are wrapped');
  return kept;
}
