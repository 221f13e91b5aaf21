import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  doors,
  emptyNames,
  fewestFiles,
  mostLines,
  mostReadmeLines,
  reserved,
  rooms,
  testing,
} from './house-rules.data.ts';
import type { Room } from './house-rules.data.ts';
import { isFile, isIn, reachedFrom, readSources, top } from './house/imports.ts';
import type { Import, Source } from './house/imports.ts';

const sources = readSources();
const byPath = new Map(sources.map((source) => [source.path, source]));
const isTest = ({ path }: Source) => testing.test(path);
const ours = sources.filter((source) => !isTest(source));

/** The room of a file: the longest that fits. */
const roomOf = (path: string): Room | undefined =>
  rooms
    .filter(({ room }) => isIn(path, room))
    .toSorted((a, b) => a.room.length - b.room.length)
    .at(-1);

const mayImport = (room: Room, { target, isPath, isType }: Import): boolean => {
  const isAllowed = (list: readonly string[]) => list.some((each) => isIn(target, each));
  if (isPath) {
    const inside = isIn(target, room.room);
    return inside || isAllowed(room.may) || (isType && isAllowed(room.mayTypes ?? []));
  }
  return isType || !room.packages || isAllowed(room.packages);
};

/** Names each break of a rule as `file: what`, so that a failure reads as a list of things to mend. */
const breaks = (of: readonly Source[], rule: (source: Source) => readonly string[]): string[] =>
  of.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));

describe('the reader', () => {
  it('saw the house', () => {
    expect(sources.length).toBeGreaterThan(fewestFiles);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(fewestFiles);
  });

  it('gives every file of ours a room', () => {
    expect(
      ours.map(({ path }) => path).filter((path) => /\/src\//.test(path) && !roomOf(path)),
    ).toEqual([]);
  });
});

describe('who may import whom', () => {
  it('a room imports only what its row names', () => {
    expect(
      breaks(ours, ({ path, imports }) => {
        const room = roomOf(path);
        if (!room) return [];
        return imports.filter((each) => !mayImport(room, each)).map(({ target }) => target);
      }),
    ).toEqual([]);
  });

  it('no chain of run-time imports leads where a room may never go', () => {
    expect(
      breaks(ours, ({ path }) => {
        const never = roomOf(path)?.never ?? [];
        return [...reachedFrom(path, byPath)]
          .filter(([target]) => never.some((each) => isIn(target, each)))
          .map(([, chain]) => chain.slice(1).join(' → '));
      }),
    ).toEqual([]);
  });

  it('extension and cloud-runner never import each other, in tests neither', () => {
    const sides = ['extension', 'cloud-runner'];
    expect(
      breaks(sources, ({ path, imports }) => {
        const side = sides.find((each) => isIn(path, each));
        if (!side) return [];
        return imports
          .map(({ target }) => target)
          .filter((target) => sides.some((each) => each !== side && isIn(target, each)));
      }),
    ).toEqual([]);
  });

  it('nobody imports a door', () => {
    expect(
      breaks(ours, ({ path, imports }) =>
        imports
          .map(({ target }) => target)
          .filter((target) => doors.some((door) => door.test(target)))
          .filter((target) => !sameDoor(path, target)),
      ),
    ).toEqual([]);
  });

  it('no program imports what is there for tests', () => {
    expect(
      breaks(ours, ({ imports }) =>
        imports.map(({ target }) => target).filter((target) => testing.test(target)),
      ),
    ).toEqual([]);
  });

  it('a reserved package stays in its rooms', () => {
    expect(
      breaks(ours, ({ path, imports }) =>
        imports
          .map(({ target }) => target)
          .filter((target) => reserved[target]?.every((room) => !isIn(path, room))),
      ),
    ).toEqual([]);
  });

  it('every path that is imported ends in its suffix and exists', () => {
    expect(
      breaks(sources, ({ imports }) =>
        imports
          .filter(({ isPath }) => isPath)
          .map(({ target }) => target)
          .filter((target) => !/\.\w+$/.test(target) || !isFile(target)),
      ),
    ).toEqual([]);
  });
});

/** Files of one entrypoint belong together. */
const sameDoor = (path: string, target: string): boolean => {
  const door = /^extension\/src\/entrypoints\/[^/]+\//.exec(path)?.[0];
  return door !== undefined && target.startsWith(door);
};

describe('names and sizes', () => {
  it('no name says nothing', () => {
    expect(sources.map(({ path }) => path).filter((path) => emptyNames.test(path))).toEqual([]);
  });

  it('files are in kebab-case, components in PascalCase', () => {
    const isWellNamed = (path: string) =>
      /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/.test(basename(path)) ||
      /^[A-Z][A-Za-z0-9]*(\.[a-z]+)*\.tsx?$/.test(basename(path));
    expect(sources.map(({ path }) => path).filter((path) => !isWellNamed(path))).toEqual([]);
  });

  it('a file is one idea', () => {
    expect(
      sources
        .filter(({ lines }) => lines > mostLines)
        .map(({ path, lines }) => `${path}: ${lines} lines`),
    ).toEqual([]);
  });

  it('every export says what it promises', () => {
    const exported =
      /^export (?:async |abstract |declare )*(?:function\*?|const|class|type|interface) (\w+)/;
    expect(
      breaks(ours, ({ text }) => {
        const lines = text.split('\n');
        return lines.flatMap((line, at) => {
          const name = exported.exec(line)?.[1];
          const isSaid =
            lines[at - 1]?.trimEnd().endsWith('*/') || /z\.(infer|input|output)</.test(line);
          return name && !isSaid ? [`${name} has no docstring`] : [];
        });
      }),
    ).toEqual([]);
  });

  it('no test sleeps: it waits for a state (between looks at it, in one place, `until.ts`)', () => {
    expect(
      breaks(sources.filter(isTest), ({ path, text }) =>
        /\bset(Timeout|Immediate)\(\s*(resolve|done|r)\b|\bsleep\(|waitForTimeout|timers\/promises/.test(
          text,
        ) && !/(house-rules\.test|\/until)\.ts$/.test(path)
          ? ['sleeps']
          : [],
      ),
    ).toEqual([]);
  });

  it('each README of a package fits a screen', () => {
    const readmes = globSync('{shared,extension,cloud-runner,test,k8s}/README.md', { cwd: top });
    const long = readmes.filter(
      (path) => readFileSync(join(top, path), 'utf8').split('\n').length > mostReadmeLines,
    );
    expect(long).toEqual([]);
  });
});

describe('the lockfile', () => {
  it('holds no addresses to download from', () => {
    const lock = readFileSync(join(top, 'pnpm-lock.yaml'), 'utf8');
    expect(lock.match(/https?:\/\/\S+|tarball:.*/g) ?? []).toEqual([]);
  });
});
