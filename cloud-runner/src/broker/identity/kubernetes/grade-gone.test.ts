import { describe, expect, it } from 'vitest';
import { gradeGone } from './grade-gone.ts';
import { digestsOf, hasStopped, isLive } from './live-pod.ts';
import { makeNotes } from './notes.ts';
import { makeWitnesses } from './witnesses.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';

const uid = '0f2d6f2a-4a0e-4c55-9d2e-3b0f6d3a1c11';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const wall = Date.parse('2026-11-24T12:00:00Z');

const running: PodObject = {
  metadata: {
    uid,
    name: 'run-a-1',
    namespace: 'runs-0',
    resourceVersion: '1',
    creationTimestamp: '2026-11-24T11:59:00Z',
  },
  spec: { nodeName: 'node1', containers: [{ name: 'pod', image: `x/run@${digest('a')}` }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      { name: 'pod', imageID: `x/run@${digest('a')}`, restartCount: 0, state: { running: {} } },
    ],
  },
};
const [first] = running.status?.containerStatuses ?? [];
const container = (change: object): PodObject => ({
  ...running,
  status: { ...running.status, containerStatuses: [{ ...first!, ...change }] },
});
const leaving = (deletionTimestamp: string): PodObject => ({
  ...running,
  metadata: { ...running.metadata, deletionTimestamp, deletionGracePeriodSeconds: 10 },
});

describe('a pod lives', () => {
  it('while all of it runs, started once, and nobody asked for its end', () => {
    expect(isLive(running)).toBe(true);
  });

  it.each([
    ['restarted', container({ restartCount: 1 })],
    ['ended', container({ state: { terminated: { exitCode: 0 } } })],
    ['waiting', container({ state: { waiting: {} } })],
    ['to be deleted', leaving('2026-11-24T12:00:10Z')],
    ['not started', { ...running, status: { phase: 'Pending' as const } }],
    [
      'given another container',
      { ...running, spec: { ...running.spec, ephemeralContainers: [{}] } },
    ],
    [
      'of more than its node tells of',
      {
        ...running,
        spec: {
          ...running.spec,
          containers: [...running.spec.containers, { name: 'b', image: 'y' }],
        },
      },
    ],
  ])('not when %s', (_, pod) => {
    expect(isLive(pod)).toBe(false);
  });

  it('runs what its plan names and what its node says; a name without a digest is no digest', () => {
    expect(digestsOf(container({ imageID: digest('b') }))).toEqual([digest('a'), digest('b')]);
    expect(digestsOf(container({ imageID: 'x/run:1' }))).toEqual([digest('a'), 'x/run:1']);
  });

  it('ended in order when its node says so, not when somebody says it for a node that is gone', () => {
    const ended = container({ state: { terminated: { exitCode: 0 } } });
    expect(hasStopped(ended)).toBe(true);
    const conditions = [{ type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC' }];
    expect(hasStopped({ ...ended, status: { ...ended.status, conditions } })).toBe(false);
  });
});

/** A broker's memory of one pod, with the time in the test's hand. */
function memory() {
  let time = 1_000;
  const now = () => time;
  const notes = makeNotes(now);
  const witnesses = makeWitnesses(now);
  const look = (pod?: PodObject, isLeaving = false, unproved = false) =>
    gradeGone(uid, pod, notes, witnesses, { leaving: isLeaving, unproved, now: time, wall });
  return { notes, witnesses, look, forward: (ms: number) => void (time += ms) };
}

describe('a pod that the API server has let go', () => {
  it('is verified once its node’s witness looked after that, and found nothing', () => {
    const { witnesses, look, forward } = memory();
    look(running);
    witnesses.hear('node1', [uid]);
    forward(100);
    expect(look()).toEqual({ live: true });
    forward(100);
    witnesses.hear('node1', [uid]);
    expect(look()).toEqual({ live: true });
    forward(100);
    witnesses.hear('node1', []);
    expect(look()).toEqual({ live: false, gone: 'node-verified' });
  });

  it('is not verified by what a witness saw before', () => {
    const { witnesses, look, forward } = memory();
    look(running);
    witnesses.hear('node1', []);
    forward(100);
    expect(look()).toEqual({ live: true });
  });

  it('is not verified by the witness of another node, nor waited for', () => {
    const { witnesses, look, forward } = memory();
    look(leaving('2026-11-24T12:00:10Z'));
    forward(100);
    witnesses.hear('node2', []);
    expect(look()).toEqual({ live: false, gone: 'api' });
  });

  it('is waited for no longer than 5 s when the witness still finds something of it', () => {
    const { witnesses, look, forward } = memory();
    look(leaving('2026-11-24T12:00:10Z'));
    for (let seconds = 0; seconds < 5; seconds += 1) {
      witnesses.hear('node1', [uid]);
      expect(look()).toEqual({ live: true });
      forward(1_000);
    }
    expect(look()).toEqual({ live: false, gone: 'api' });
  });

  it('and whose end nobody saw or heard of, is unproved', () => {
    const { look } = memory();
    look(running);
    expect(look()).toEqual({ live: false, gone: 'unproved' });
  });

  it('after its end was told is gone, as far as the API server knows', () => {
    const { look } = memory();
    look(running);
    expect(look(undefined, true)).toEqual({ live: false, gone: 'api' });
  });
});

describe('a pod that was out of reach', () => {
  const overdue = leaving('2026-11-24T11:59:29Z');

  it('stays unproved when the API server lets it go, until its node’s witness finds nothing of it', () => {
    const { witnesses, look, forward } = memory();
    expect(look(overdue, true)).toEqual({ live: false, gone: 'unproved' });
    expect(look(undefined, true, true)).toEqual({ live: false, gone: 'unproved' });
    forward(100_000);
    witnesses.hear('node1', [uid]);
    expect(look(undefined, true, true)).toEqual({ live: false, gone: 'unproved' });
    forward(100);
    witnesses.hear('node1', []);
    expect(look(undefined, true, true)).toEqual({ live: false, gone: 'node-verified' });
  });

  it('is gone as far as the API server knows once its node came back and said that all of it has ended', () => {
    const { look } = memory();
    expect(look(overdue, true)).toEqual({ live: false, gone: 'unproved' });
    const ended = container({ state: { terminated: { exitCode: 0 } } });
    expect(look({ ...ended, metadata: overdue.metadata }, true, true)).toEqual({
      live: false,
      gone: 'unproved',
    });
    expect(look(undefined, true, true)).toEqual({ live: false, gone: 'api' });
  });
});

describe('a pod that the API server still has', () => {
  it('lives, until it should have been gone for half a minute: then its node is out of reach', () => {
    const { look } = memory();
    expect(look(leaving('2026-11-24T11:59:40Z'))).toEqual({ live: true });
    expect(look(leaving('2026-11-24T11:59:29Z'))).toEqual({ live: false, gone: 'unproved' });
  });

  it('is looked at rarely while nothing is heard of it, not right after its end, and at once when its node says that it left', () => {
    const { notes, witnesses, look, forward } = memory();
    const isDue = (isLeaving = false) =>
      notes.isDue(uid, {
        leaving: isLeaving,
        hasLeft: witnesses.hasLeft(uid),
        isWitnessed: witnesses.isHeard('node1'),
      });
    forward(100_000);
    expect(isDue()).toBe(true);
    look(running);
    forward(5_000);
    expect(isDue()).toBe(false);
    expect(isDue(true)).toBe(false);
    forward(1_000);
    expect(isDue(true)).toBe(true);
    witnesses.hear('node1', [uid]);
    look(running);
    forward(2_000);
    expect(isDue(true)).toBe(false);
    witnesses.hear('node1', []);
    expect(isDue()).toBe(true);
  });
});
