import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..', '..', '..');

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));

const all = new Set(['functions', 'lib', 'tools'].flatMap(filesIn));

/** What a file imports of ours, types included. */
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'([#.][^']+)'/g)].flatMap(
    ([, name = '']) => {
      const path = name.startsWith('#') ? join('functions', name.slice(1)) : relative('.', join(dirname(file), name));
      return [path, `${path}.ts`, `${path}.d.ts`].filter((candidate) => all.has(candidate)).slice(0, 1);
    },
  );

/** A circle of imports that begins and ends at one of the files, if there is any. */
const circleIn = (graph: ReadonlyMap<string, readonly string[]>): string[] | undefined => {
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): string[] | undefined => {
    const seen = path.indexOf(node);
    if (seen >= 0) return [...path.slice(seen), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return undefined;
};

/** Folders one level below the given one, as far as a file stands in one. */
const roomOf = (file: string): string => file.split('/').slice(0, 2).join('/');

it.each(['functions', 'tools'])('no files of %s import each other in a circle, types included', (folder) => {
  expect(circleIn(new Map(filesIn(folder).map((file) => [file, importsOf(file)])))).toBeUndefined();
});

it.each(['functions', 'tools'])('no rooms of %s import each other in a circle', (folder) => {
  const rooms = Map.groupBy(filesIn(folder), roomOf);
  const graph = new Map(
    [...rooms].map(([room, files]) => [
      room,
      [
        ...new Set(
          files
            .flatMap(importsOf)
            .filter((path) => path.startsWith(folder))
            .map(roomOf),
        ),
      ].filter((other) => other !== room),
    ]),
  );
  expect(circleIn(graph)).toBeUndefined();
});

it('nothing that runs in Lambda knows of lib or tools, and no room knows of entry', () => {
  const strangers = filesIn('functions').flatMap((file) =>
    importsOf(file)
      .filter(
        (path) =>
          !path.startsWith('functions/') ||
          (path.startsWith('functions/entry/') && !file.startsWith('functions/entry/')),
      )
      .map((path) => `${file} → ${path}`),
  );
  expect(strangers).toEqual([]);
});
