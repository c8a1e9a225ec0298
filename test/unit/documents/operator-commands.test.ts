import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operated } from '../../support/operated';

const project = join(__dirname, '..', '..', '..');
const pages = [
  'README.md',
  ...['docs', join('docs', 'runbooks')].flatMap((folder) =>
    readdirSync(join(project, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file)),
  ),
];

/** What a page sets its variables to: one word each, `x` for what a command finds out. */
const variablesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^ *([A-Z_]+)=("[^"$]*"|[^\s"$(]+)/gm)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('"', '').replaceAll(' ', '-'),
    ]),
  );

/** Lines of blocks that somebody pastes: variables are what the page sets them to, blanks to fill in are each one word. */
const commands = pages.flatMap((page) => {
  const text = readFileSync(join(project, page), 'utf8');
  const variables = variablesIn(text);
  return [...text.matchAll(/^ *npx gateway (.*)$/gm)].map(([, line = '']) => ({
    page,
    line: line
      .replace(/ +#.*$/, '')
      .replaceAll(/"?\$(\w+)"?/g, (_, name: string) => variables.get(name) ?? 'x')
      .replaceAll(/<[^>]*>/g, 'x')
      .replace(/ [|>] .*$/, ''),
  }));
});

it('there are some', () => {
  expect(commands.length).toBeGreaterThan(10);
});

it.each(commands)('$page: gateway $line is a command line there is', async ({ line }) => {
  const { gateway, invocations } = await operated();
  const { err, exitCode } = await gateway(line, '{}');
  // There is no tenant of that name: 1. What the command line itself does not have is 2. One that makes the file asks.
  const why = line.startsWith('tenant init') ? 'Nobody is there to ask' : 'There is no tenant';
  expect([err, exitCode]).toEqual([expect.stringContaining(why), 1]);
  expect(invocations).toEqual([]);
});
