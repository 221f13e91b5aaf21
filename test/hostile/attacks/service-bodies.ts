import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { headerOf, readFile } from '@mayfly/shared/envelope/format.ts';
import { id32, randomId16 } from '@mayfly/shared/base/ids.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { writeReport } from '@mayfly/shared/report/read-report.ts';
import { expect } from 'vitest';
import { device } from '../../harness/device.ts';
import { permit } from '../../harness/permit.ts';
import { evidenceOf, statementsOf } from '../../harness/run-evidence.ts';
import { handOut, reading } from '../service/lies.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import type { ServiceWorld } from '../service/world.ts';
import type { Attack } from '../threat.ts';

/** A hostile service looks into the envelopes that it keeps, and hands out others. */
export const serviceSwapsBodies: readonly Attack[] = [
  {
    title:
      'looks for a key in all that it keeps: every envelope is sealed to a person, none to anybody else',
    play: async (worlds) => {
      const world = await worlds.service();
      const { run } = await permit(reading(world));
      await evidenceOf(await run());
      const { keys } = await device.connect();
      const { rows } = await world.database.query<{ bytes: Buffer }>('select bytes from envelopes');
      expect(rows.length).toBeGreaterThan(2);
      const readers = rows.map(({ bytes }) => Object.keys(readFile(bytes).wraps));
      expect(new Set(readers.flat())).toEqual(new Set([keys.reading.kid]));
    },
  },
  {
    isLong: true,
    title:
      'hands a pod the automation of another organization, and one that it sealed itself for ours',
    play: async (worlds) => {
      const world = await worlds.service();
      const { org, keys } = await device.connect();
      for (const label of [{ org: id32(randomBytes(32)) }, { org }]) {
        const { run } = await permit(reading(world));
        const { id, bytes } = await newest(world);
        const forged = seal({
          ...label,
          purpose: 'automation',
          subject: headerOf(readFile(bytes)).subject,
          createdAt: Date.now(),
          plain: new Uint8Array(100),
          sender: signKeys(),
          recipients: [keys.reading.publicKey],
        });
        const before = world.asked.length;
        world.service.meddle(handOut(id, forged.file));
        const { report, proof } = await evidenceOf(await run());
        world.service.meddle();
        expect(report).toMatchObject({ status: 'failed', outcomes: [] });
        expect(['wrong-id', 'wrong-organization', 'unknown-sender']).toContain(report.code);
        expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
        expect(world.asked).toHaveLength(before);
      }
    },
  },
];

/** A hostile service tells what did not happen, and hides what did. */
export const serviceForgesReports: readonly Attack[] = [
  {
    title: 'says of a run that no pod ever had that it went well: it is unproved',
    play: async (worlds) => {
      const world = await worlds.service();
      const run = randomId16();
      await world.database.query(
        `insert into runs (org, run, status, attempt, failures, deadline_ms, created_at, started_at, ended_at, ready_at, not_after)
         values (current_setting('mayfly.org'), $1, 'succeeded', 1, 0, 60000, $2, $2, $2, $2, $2)`,
        [run, Date.now()],
      );
      const connection = await device.connect();
      const shown = (await device.listRuns(connection)).find((each) => each.run === run);
      expect(shown?.status).toBe('succeeded');
      const { proof } = await proved(run);
      expect(proof.proved).toBe(false);
      expect(proof.lines.filter(({ ok }) => ok)).toEqual([]);
      await world.database.query('delete from runs where run = $1', [run]);
    },
  },
  {
    title:
      'replaces a report by one that it sealed and signed itself, and by that of another run: neither is believed',
    play: async (worlds) => {
      const world = await worlds.service();
      const [first, second] = [await finished(world), await finished(world)];
      const { org, keys } = await device.connect();
      const forged = seal({
        purpose: 'report',
        org,
        subject: second.run,
        createdAt: Date.now(),
        plain: writeReport({ ...first.report, run: second.run }),
        sender: signKeys(),
        recipients: [keys.reading.publicKey],
      });
      for (const file of [forged.file, await fileOf(world, first.id)]) {
        world.service.meddle(handOut(second.id, file));
        const { proof, report } = await proved(second.run);
        world.service.meddle();
        expect(proof.proved).toBe(false);
        expect(proof.lines.find(({ what }) => what === 'report')?.ok).toBe(false);
        expect(report).toBeUndefined();
      }
      expect((await proved(second.run)).proof.proved).toBe(true);
    },
  },
  {
    isLong: true,
    title: 'keeps a report back: the run is known to have ended, and its report to be missing',
    play: async (worlds) => {
      const world = await worlds.service();
      const { run, id } = await finished(world);
      world.service.meddle(async (sent, forward) =>
        sent.path === `/envelopes/${id}`
          ? { status: 404, headers: json, body: missing }
          : forward(sent),
      );
      const { proof } = await proved(run);
      world.service.meddle();
      expect(proof.proved).toBe(false);
      expect(proof.lines.find(({ what }) => what === 'end')?.ok).toBe(true);
      expect(proof.lines.find(({ what }) => what === 'report')?.ok).toBe(false);
    },
  },
];

const json = { 'content-type': 'application/json' };
const missing = Buffer.from(JSON.stringify({ code: 'envelope-not-found', message: 'Not there.' }));

/** A run that went well, and the id of its report. */
async function finished(world: ServiceWorld) {
  const run = await (await permit(reading(world))).run();
  const { report, statements } = await evidenceOf(run);
  expect(report.status).toBe('succeeded');
  return { run, report, id: read(end, signedFromJson(statements.end!)).report };
}

/** What the extension makes of a run, by its own code. */
async function proved(run: RunId) {
  const connection = await device.connect();
  const known = await device.syncCharter(connection);
  const evidence = device.statementsAsEvidence(run, await statementsOf(run));
  return device.proveRun(connection, known, evidence, undefined);
}

async function newest({ database }: ServiceWorld): Promise<{ id: EnvelopeId; bytes: Buffer }> {
  const { rows } = await database.query<{ id: EnvelopeId; bytes: Buffer }>(
    `select id, bytes from envelopes where purpose = 'automation' order by created_at desc limit 1`,
  );
  return rows[0]!;
}

async function fileOf({ database }: ServiceWorld, id: EnvelopeId): Promise<Buffer> {
  const { rows } = await database.query<{ bytes: Buffer }>(
    'select bytes from envelopes where id = $1',
    [id],
  );
  return rows[0]!.bytes;
}
