import { describe, expect, it } from 'vitest';
import {
  EngineError,
  errorOf,
  errors,
  fromWire,
  isCode,
  MayflyError,
  RequestError,
} from './errors.ts';
import { SealError, StepError, statusOf, toWire } from './errors.ts';
import { engineErrors } from './errors/engine.ts';
import { requestErrors } from './errors/request.ts';
import { sealErrors } from './errors/seal.ts';
import { stepErrors } from './errors/step.ts';
import type { Code } from './errors.ts';

const codes = Object.keys(errors) as Code[];
const blocks = [stepErrors, sealErrors, requestErrors, engineErrors];

describe('the table of errors', () => {
  it('holds each code once, sorted in its block', () => {
    const all = blocks.flatMap((block) => Object.keys(block));
    expect(new Set(all).size).toBe(all.length);
    for (const block of blocks) expect(Object.keys(block)).toEqual(Object.keys(block).toSorted());
  });

  it('says for every code what happened and what to do, without names of our parts', () => {
    for (const code of codes) {
      const { message, next } = errors[code];
      for (const sentence of [message, next]) {
        expect(sentence).toMatch(/^[A-Z].*[.)]$/u);
        expect(sentence).not.toMatch(/envelope|broker|\bpod\b|grant|payload|\borigin\b|oops/iu);
      }
    }
  });

  it('is in the class of whose turn it is', () => {
    expect(new StepError('target-not-found')).toMatchObject({
      code: 'target-not-found',
      status: 500,
    });
    expect(errorOf('tampered')).toBeInstanceOf(SealError);
    expect(errorOf('run-not-found')).toBeInstanceOf(RequestError);
    expect(errorOf('node-lost')).toBeInstanceOf(EngineError);
    expect(statusOf('envelope-too-large')).toBe(413);
  });
});

describe('an error that crosses a process', () => {
  it('is its code and message, and comes back in its class', () => {
    const sent = toWire(new SealError('tampered', { cause: new Error('a secret detail') }));
    expect(Object.keys(sent)).toEqual(['code', 'message']);
    expect(fromWire(sent)).toBeInstanceOf(SealError);
    for (const code of codes) expect(fromWire(toWire(errorOf(code))).code).toBe(code);
  });

  it('tells nothing of a bug', () => {
    expect(toWire(new Error('password123'))).toEqual({
      code: 'internal',
      message: errors.internal.message,
    });
  });

  it('that is none of ours is not understood', () => {
    for (const wire of [null, 'x', {}, { code: 'made-up' }, { code: 'toString' }]) {
      expect(fromWire(wire).code).toBe('answer-not-understood');
    }
    expect(isCode('constructor')).toBe(false);
    expect(fromWire({ code: 'stopped' })).toBeInstanceOf(MayflyError);
  });
});
