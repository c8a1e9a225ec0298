import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import { optionsFrom, type NewOperation } from '../../../tools/new-operation/options';
import { writeOperation } from '../../../tools/new-operation/write-operation';
import { temporaryDirectory } from '../../support/temporary-directory';

const lists = ['apex', 'alliance', 'mobility'].map((family) =>
  join('functions', 'operations', `${family}-operations.ts`),
);

/** A project with the lists of the real one and no operations of its own. */
const project = (): string => {
  const root = temporaryDirectory('new-operation-');
  mkdirSync(join(root, 'functions', 'operations'), { recursive: true });
  for (const file of lists) cpSync(file, join(root, file));
  return root;
};

const command = (text: string): NewOperation => optionsFrom(text.split(' '), operations);
const polledWrite =
  '--id move-number --family mobility --method POST --path /v1/mobility/number-moves --write --polled-by get-port-in';

it('writes the folder of a polled write and lists it, and nothing else', () => {
  const root = project();
  expect(writeOperation(root, command(polledWrite))).toEqual([
    'functions/operations/move-number/operation.ts',
    'functions/operations/move-number/examples.ts',
    'functions/operations/mobility-operations.ts',
  ]);
  const at = (file: string): string => readFileSync(join(root, 'functions', 'operations', file), 'utf8');
  expect(at('move-number/operation.ts')).toContain(
    "import { operation as getPortIn } from '#operations/get-port-in/operation';",
  );
  expect(at('move-number/operation.ts')).toContain(
    "  longRunning: { kind: 'port-in', step: 'open' },\n  polledBy: getPortIn,",
  );
  expect(at('mobility-operations.ts')).toContain(
    "import { documented as moveNumber } from '#operations/move-number/examples';",
  );
  expect(at('mobility-operations.ts')).toMatch(/ {2}moveNumber,\n\] as const/);
  for (const file of lists.filter((list) => !list.includes('mobility')))
    expect(readFileSync(join(root, file), 'utf8')).toBe(readFileSync(file, 'utf8'));
});

it('points at the id of an order where the poll reads by it', () => {
  const root = project();
  writeOperation(
    root,
    command(
      '--id apex-enrich-access --family ordering-apex --method POST --path /v1/ordering/apex/order-enrichments/access --write --polled-by apex-get-enrichment-status',
    ),
  );
  expect(readFileSync(join(root, 'functions/operations/apex-enrich-access/operation.ts'), 'utf8')).toContain(
    "order: { program: 'apex', subOrderIdAt: '/body/subOrderId' },\n  polledBy: getEnrichmentStatus,",
  );
});

it('writes over nothing', () => {
  const root = project();
  const file = join(root, 'functions', 'operations', 'move-number', 'operation.ts');
  mkdirSync(join(file, '..'));
  writeFileSync(file, 'mine');
  expect(() => writeOperation(root, command(polledWrite))).toThrow('functions/operations/move-number is there already');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

it.each([
  ['--id Move --family mobility --method GET --path /v1/mobility/moves', '--id must be kebab-case'],
  [
    '--id get-port-in --family mobility --method GET --path /v1/mobility/moves',
    'There is an operation get-port-in already.',
  ],
  ['--id get-move --family ordering-apex --method GET --path /v1/ordering/apex/moves', 'begin with apex-'],
  ['--id get-move --family cable --method GET --path /v1/cable', '--family must be one of'],
  ['--id get-move --family mobility --method LOOK --path /v1/mobility/moves', '--method must be one of'],
  ['--id get-move --family mobility --method GET --path /moves', '--path must begin with /v1/mobility/'],
  [
    '--id get-move --family mobility --method GET --path /v1/mobility/port-ins/{portInId}',
    'is taken by another operation',
  ],
  ['--id get-move --family mobility --method GET --path /v1/mobility/moves --write', 'A GET changes nothing'],
  ['--id move-it --family mobility --method POST --path /v1/mobility/moves --polled-by get-port-in', 'add --write'],
  [
    '--id move-it --family mobility --method POST --path /v1/mobility/moves --write --polled-by get-line-details',
    '--polled-by must name one of',
  ],
  ['--id move-it --colour red', 'npm run new-operation -- --id'],
])('refuses %s', (text, sentence) => {
  expect(() => command(text)).toThrow(sentence);
});

describe('“Add an operation” in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  const steps = /## Add an operation\n\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

  it('names commands that there are', () => {
    const named = [...steps.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named).toEqual(expect.arrayContaining(['new-operation', 'documents', 'check']));
    for (const name of named) expect(scripts).toHaveProperty([name]);
  });

  it('shows a command that is taken', () => {
    const shown = /npm run new-operation -- (.+)/.exec(steps)![1]!;
    expect(command(shown).polledBy?.id).toBe('get-port-in');
  });

  it('names files that there are', () => {
    for (const [, file = ''] of steps.matchAll(/`((?:functions|test)\/[\w/.-]+\.ts)`/g))
      expect([file, readFileSync(file)]).toHaveLength(2);
  });
});
