import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { parseSync } from 'rolldown/utils';

/** The top of the repository. */
export const top = join(import.meta.dirname, '../..');

/** One import of a file: what it names, what that is, and whether it exists at run time. */
export type Import = {
  specifier: string;
  /** A path from the top of the repository, or the name of a package (`node:` for Node's own). */
  target: string;
  isPath: boolean;
  isType: boolean;
};

/** A source file as the house sees it. */
export type Source = { path: string; text: string; lines: number; imports: Import[] };

const aliases: Readonly<Record<string, string>> = {
  '@mayfly/shared/': 'shared/src/',
  '@mayfly/cloud-runner/': 'cloud-runner/src/',
  '@mayfly/extension/': 'extension/',
  '@mayfly/k8s/': 'k8s/',
  '@mayfly/test/': 'test/',
  '@/': 'extension/src/',
  '~/': 'extension/src/',
};

const packageOf = (specifier: string): string => {
  if (specifier.startsWith('node:')) return 'node:';
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
};

const importOf = (from: string, specifier: string, isType: boolean): Import => {
  const bare = specifier.split('?')[0] ?? specifier;
  if (bare.startsWith('.')) {
    const target = normalize(join(dirname(from), bare)).replaceAll('\\', '/');
    return { specifier, target, isPath: true, isType };
  }
  const alias = Object.keys(aliases).find((prefix) => bare.startsWith(prefix));
  if (alias) {
    const target = `${aliases[alias]}${bare.slice(alias.length)}`;
    return { specifier, target, isPath: true, isType };
  }
  return { specifier, target: packageOf(bare), isPath: false, isType };
};

const read = (path: string): Source => {
  const text = readFileSync(join(top, path), 'utf8');
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const isTypeAt = (start: number) => /^(import|export)\s+type\b/.test(text.slice(start));
  const imports = [
    ...module.staticImports.map((each) =>
      importOf(path, each.moduleRequest.value, isTypeAt(each.start)),
    ),
    ...module.staticExports.flatMap((each) =>
      each.entries
        .slice(0, 1)
        .flatMap(({ moduleRequest }) =>
          moduleRequest ? [importOf(path, moduleRequest.value, isTypeAt(each.start))] : [],
        ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const literal = /^['"`](.+)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
      return literal?.[1] ? [importOf(path, literal[1], false)] : [];
    }),
  ];
  return { path, text, lines: text.split('\n').length - 1, imports };
};

/** Reads every source file of ours, with its imports resolved to paths and packages. */
export const readSources = (): Source[] =>
  globSync('{shared,extension,cloud-runner,test,k8s}/**/*.{ts,tsx}', {
    cwd: top,
    exclude: (name) => ['node_modules', '.output', '.wxt', 'dist'].includes(name),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|\.output|\.wxt|dist)\//.test(path))
    .toSorted()
    .map(read);

/** Whether a path from the top of the repository is a file. */
export const isFile = (path: string): boolean => existsSync(join(top, path));

/** Whether `path` is `room` or lies in it. */
export const isIn = (path: string, room: string): boolean =>
  path === room || path.startsWith(`${room}/`);

/** All that a file loads at run time, itself left out: paths and packages, each with the chain to it. */
export const reachedFrom = (
  path: string,
  sources: ReadonlyMap<string, Source>,
): Map<string, string[]> => {
  const chains = new Map<string, string[]>([[path, [path]]]);
  const open = [path];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const chain = chains.get(at) ?? [];
    for (const each of sources.get(at)?.imports ?? []) {
      if (each.isType || chains.has(each.target)) continue;
      chains.set(each.target, [...chain, each.target]);
      if (each.isPath) open.push(each.target);
    }
  }
  chains.delete(path);
  return chains;
};
