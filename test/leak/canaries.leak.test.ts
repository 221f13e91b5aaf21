import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchShell, freshPage } from '../harness/shell.ts';
import { runIntoDeath, runToItsEnd } from './campaign.ts';
import { shownToSites } from './canaries.ts';
import { toldPixels } from './pixels.ts';
import { placesOf, placesOfReport } from './places.ts';
import { plantEverywhere } from './planted.ts';
import { search } from './sinks.ts';
import { startLeakWorld } from './world.ts';
import type { RunEvidence } from '../harness/run-evidence.ts';
import type { LeakWorld } from './world.ts';

let world: LeakWorld;
let evidence: RunEvidence;

beforeAll(async () => {
  world = await startLeakWorld();
  evidence = await runToItsEnd(world);
});

afterAll(() => world.end());

const shown = () => [...shownToSites(world.canaries), ...world.site.rotated];
const kept = (name: string) =>
  search(placesOf(world)[name] ?? [], [...shown(), world.canaries.passphrase]);

describe('canaries of every secret, on a site that tells them everywhere', () => {
  it('the run itself went through: it is proved, and the site got what was meant for it', () => {
    expect(evidence.proof.lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(world.site.rotated.length).toBeGreaterThan(1);
    expect(evidence.report.hidden).toBeGreaterThan(0);
    expect(evidence.report.outcomes.length).toBeGreaterThan(10);
  });

  it('none is in the opened report', () => {
    for (const sinks of Object.values(placesOfReport(evidence)))
      expect(search(sinks, shown()).leaks).toEqual([]);
  });

  it('none can be seen in its pictures, though the site shows them in large letters', async () => {
    const browser = await launchShell();
    const page = await freshPage(browser);
    await page.goto(`${world.origin}/`);
    expect(await toldPixels(browser, await page.screenshot())).toBeGreaterThan(1_000);
    const pictures = [...evidence.proof.artifacts.values()];
    expect(pictures.length).toBeGreaterThan(3);
    for (const { plain } of pictures) expect(await toldPixels(browser, plain)).toBe(0);
    await browser.close();
  });

  it('none is in databases, logs, configurations, or anything else that the runner wrote', () => {
    for (const name of [
      'both databases, with their logs of changes',
      'logs',
      'what else the runner keeps',
      'what lives as long as the machine',
    ]) {
      const { leaks, searched } = kept(name);
      expect(leaks).toEqual([]);
      expect(searched).toBeGreaterThan(300);
    }
  });

  it('none passed between the parts', () => {
    expect(world.wires.every(({ passed }) => passed.length > 20)).toBe(true);
    expect(kept('traffic between the parts').leaks).toEqual([]);
  });

  it('none was in the arguments or the environment of any process while the run went on', () => {
    expect(world.seen.size).toBeGreaterThan(10);
    expect(kept('arguments and environments of processes').leaks).toEqual([]);
  });

  it('a crash while a secret is typed leaves none behind: no file, no core, no dump', async () => {
    expect(await runIntoDeath(world, { signal: 'SIGABRT', whole: false })).toBeGreaterThan(0);
    expect(await runIntoDeath(world, { signal: 'SIGKILL', whole: true })).toBeGreaterThan(1);
    for (const name of Object.keys(placesOf(world))) expect(kept(name).leaks).toEqual([]);
  });

  it('one that is planted is found, in every kind of place', async () => {
    const { places, found } = await plantEverywhere(world, placesOfReport(evidence));
    expect(found).toEqual(places);
  });
});
