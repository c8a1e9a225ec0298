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

/** Lines of blocks that somebody pastes: variables and blanks to fill in are each one word. */
const commands = pages.flatMap((page) =>
  [...readFileSync(join(project, page), 'utf8').matchAll(/^ *npx gateway (.*)$/gm)].map(([, line = '']) => ({
    page,
    line: line
      .replace(/ +#.*$/, '')
      .replaceAll(/"?\$\w+"?|<[^>]*>/g, 'x')
      .replace(/ \|.*$/, ''),
  })),
);

it('there are some', () => {
  expect(commands.length).toBeGreaterThan(10);
});

it.each(commands)('$page: gateway $line is a command line there is', async ({ line }) => {
  const { gateway, invocations } = await operated();
  const { err, exitCode } = await gateway(line, '{}');
  // There is no tenant of that name: 1. What the command line itself does not have is 2.
  expect([err, exitCode]).toEqual([expect.stringContaining('There is no tenant'), 1]);
  expect(invocations).toEqual([]);
});
