import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import { answersSocket } from '@mayfly/cloud-runner/launcher/health.ts';
import { device } from '../harness/device.ts';
import { goTo, permit, readOf } from '../harness/permit.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { close, htmlPage, listen } from '../sites/site.ts';

const asked: string[] = [];
const site = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.setHeader('content-type', 'text/html');
  response.end(htmlPage('Page', '<p id="there">there</p>'));
});

let stack: Stack;
let origin: string;
let service: pg.Client;

beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(site)}`;
  stack = await startStack({ settings: { privateOrigins: [origin], warmPods: 0 } });
  await device.pair(stack.invitation, 'correct horse battery staple');
  const config = JSON.parse(readFileSync(join(stack.folders.config, 'service.json'), 'utf8')) as {
    databaseUrl: string;
  };
  service = new pg.Client({ connectionString: config.databaseUrl });
  await service.connect();
  await service.query(`select set_config('mayfly.org', $1, false)`, [(await device.connect()).org]);
});

afterAll(async () => {
  await service.end();
  await stack.remove();
  await close(site);
});

const plan = () => ({ steps: [goTo(`${origin}/`), readOf('#there')], origins: [origin] });

/** The automation that was stored last, as the service holds it. */
const newest = async (): Promise<{ id: EnvelopeId; bytes: Buffer }> => {
  const { rows } = await service.query<{ id: EnvelopeId; bytes: Buffer }>(
    `select id, bytes from envelopes where purpose = 'automation' order by created_at desc limit 1`,
  );
  return rows[0]!;
};

const put = (id: EnvelopeId, bytes: Buffer) =>
  service.query(`update envelopes set bytes = $2 where id = $1`, [id, bytes]);

const failed = (run: RunId): Promise<RunLabel> =>
  until(async () => {
    const runs = await device.listRuns(await device.connect());
    return runs.find((each) => each.run === run && each.status === 'failed');
  });

describe('a service that hands out other bytes than it was given', () => {
  it('flipped somewhere: nothing is played, and the report says that they were changed', async () => {
    const { run } = await permit(plan());
    const { id, bytes } = await newest();
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 200) ^ 1, bytes.length - 200);
    await put(id, bytes);
    const before = asked.length;
    const { report, proof } = await evidenceOf(await run());
    expect(report).toMatchObject({ status: 'failed', outcomes: [] });
    expect(['tampered', 'wrong-id']).toContain(report.code);
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect(asked).toHaveLength(before);
  });

  it('an older automation: nothing is played, and the report says that it is another one', async () => {
    await permit(plan());
    const older = await newest();
    const { run } = await permit(plan());
    const { id } = await newest();
    expect(id).not.toBe(older.id);
    await put(id, older.bytes);
    const { report } = await evidenceOf(await run());
    expect(report.status).toBe('failed');
    expect(['wrong-subject', 'wrong-id', 'tampered']).toContain(report.code);
  });

  it('none: nothing is played, and the report says what is gone', async () => {
    const { run } = await permit(plan());
    const { id } = await newest();
    await service.query(`delete from envelopes where id = $1`, [id]);
    const { report } = await evidenceOf(await run());
    expect(report).toMatchObject({ status: 'failed', code: 'envelope-not-found' });
  });
});

describe('a machine on which no browser starts', () => {
  it('fails the run by its own code after some tries, and goes on once it is mended', async () => {
    const { run } = await permit(plan());
    const file = join(stack.folders.config, 'spawner.json');
    const good = readFileSync(file, 'utf8');
    const restart = async (text: string) => {
      writeFileSync(file, text);
      const pid = stack.parts.spawner.pid()!;
      process.kill(pid, 'SIGKILL');
      const socket = join(stack.folders.sockets, 'spawner.sock');
      await until(async () => {
        const now = stack.parts.spawner.pid();
        const isNew = now !== undefined && now !== pid;
        return isNew && (await answersSocket(socket)) ? true : undefined;
      });
    };
    await restart(JSON.stringify({ ...JSON.parse(good), browser: '/bin/false' }));
    const ordered = await run();
    expect(await failed(ordered)).toMatchObject({ code: 'start-failed' });
    await restart(good);
    expect((await evidenceOf(await run())).report.status).toBe('succeeded');
  });
});
