import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { canary } from './canaries.ts';
import { placesOf } from './places.ts';
import { processes, search, sinkOf } from './sinks.ts';
import { spellingsOf } from './spellings.ts';
import type { LeakWorld } from './world.ts';
import type { Places } from './places.ts';

/** How many kinds of place there are, and in which of them what was planted there was found. */
export type Planted = { readonly places: readonly string[]; readonly found: readonly string[] };

/**
 * The control: plants a fresh word in every kind of place as it could have got there, and looks for it as for every other.
 * Each is spelled another way.
 */
export async function plantEverywhere(world: LeakWorld, report: Places): Promise<Planted> {
  const word = canary('Pl');
  const spelled = spellingsOf(word);
  const next = () => spelled.shift()?.bytes ?? Buffer.from(word);
  const clean = await plant(world, next, word);
  const places: Record<string, ReturnType<typeof placesOf>[string]> = { ...placesOf(world) };
  for (const [name, sinks] of Object.entries(report))
    places[name] = [...sinks, sinkOf('planted', Buffer.concat([Buffer.alloc(999), next()]))];
  const names = Object.keys(places);
  const found = names.filter((name) => search(places[name] ?? [], [word]).leaks.length > 0);
  clean();
  return { places: names, found };
}

async function plant(world: LeakWorld, next: () => Buffer, word: string): Promise<() => void> {
  const { data, folders } = world.stack;
  const files = [
    join(folders.logs, 'planted.log'),
    join(data, 'service', 'planted'),
    join(folders.runtime, 'planted'),
    join(tmpdir(), 'mayfly-planted'),
    join(process.cwd(), 'core.1'),
  ];
  for (const path of files) writeFileSync(path, next());
  await inDatabase(folders.config, next());
  await fetch(`${world.wires[0]?.url}/healthz`, { headers: { 'x-planted': word } });
  const child = spawn('sleep', ['60'], { env: { ...process.env, PLANTED: word } });
  const mutable = world.seen as Map<string, ReturnType<typeof processes>[number]>;
  for (const sink of processes()) mutable.set(`planted ${sink.name}`, sink);
  child.kill();
  return () => {
    for (const path of files) rmSync(path);
  };
}

/** As bytes of a row, which lies in the log of changes at once. */
async function inDatabase(config: string, bytes: Buffer): Promise<void> {
  const { migrateDatabaseUrl } = JSON.parse(readFileSync(join(config, 'service.json'), 'utf8')) as {
    migrateDatabaseUrl: string;
  };
  const client = new pg.Client({ connectionString: migrateDatabaseUrl });
  await client.connect();
  await client.query('create table planted (bytes bytea)');
  await client.query('insert into planted values ($1)', [bytes]);
  await client.end();
}
