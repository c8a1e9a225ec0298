import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';

const root = join(__dirname, '../../..');
const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** Everything a person reads, but what was so once. */
const places = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'package.json',
  'docs',
  '.ci',
  'bench',
  'bin',
  'functions',
  'lib',
  'test',
  'tools',
];
const filesIn = (place: string): string[] =>
  statSync(join(root, place)).isFile()
    ? [place]
    : readdirSync(join(root, place), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
const files = places
  .flatMap(filesIn)
  .filter((file) => /\.(md|ts|cjs|js|json)$|^\.ci\//.test(file))
  // What the bench has built holds other people’s packages.
  .filter((file) => !file.startsWith(join('bench', '.build')));

/** As of now: what is told of releases before was so then. */
const textOf = (file: string): string => {
  const text = readFileSync(join(root, file), 'utf8');
  return file === 'CHANGELOG.md' ? text.split(/^## (?!Unreleased)/m, 1).join('') : text;
};

const namedIn = (pattern: RegExp): [string, string][] =>
  files.flatMap((file) => [...textOf(file).matchAll(pattern)].map(([, name = '']): [string, string] => [file, name]));

describe('commands that are named somewhere', () => {
  it('are scripts of package.json after `npm run`', () => {
    const named = namedIn(/npm run (?:--silent |-s )?([a-z][\w:-]*)/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, name]) => scripts[name] === undefined)).toEqual([]);
  });

  it('are files after `tsx`', () => {
    const named = namedIn(/\btsx ((?:tools|bin|bench|test)\/[\w./-]+)/g);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([, path]) => !existsSync(join(root, path)))).toEqual([]);
  });
});
