import '../../support/function-environment';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import example from '../../../tenants/example';
import { run } from '../../../tools/contract/commands';
import { temporaryDirectory } from '../../support/temporary-directory';

const project = join(__dirname, '..', '..', '..');
const document = readFileSync(join(project, 'docs', 'contract.md'), 'utf8');

/** The commands of the walk, with what they are said to say. */
const steps = [...document.matchAll(/```console\n([\s\S]*?)\n```/g)].flatMap(([, block = '']) =>
  [...block.matchAll(/^\$ npm run contract -- (.+)\n((?:(?!\$ ).*(?:\n|$))*)/gm)].map(
    ([, command = '', said = '']) => ({
      args: [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word),
      said: said.trimEnd(),
    }),
  ),
);

/** What the page has the reader change between the commands, and in which part of the file. */
const [, from = '', part = '', to = ''] = /In the file, `(.+?)` of the (\w+) becomes `(.+?)`/.exec(document) ?? [];

const edit = (file: string): void => {
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf(from, text.indexOf(`"${part}":`));
  writeFileSync(file, text.slice(0, at) + to + text.slice(at + from.length));
};

it('leads a newcomer from an unbound operation to a proven one, word for word', async () => {
  const tenants = temporaryDirectory('tenants-');
  writeFileSync(join(tenants, 'example.json'), JSON.stringify(example));
  const firstCheck = steps.findIndex(({ args: [command] }) => command === 'check');
  const said: string[] = [];
  for (const [index, { args }] of steps.entries()) {
    if (index === firstCheck) edit(join(tenants, 'example', 'contract', 'change-number.json'));
    const { text } = await run([...args, '--tenants', tenants]);
    said.push(text.replace(tenants, 'tenants'));
  }
  expect(said).toEqual(steps.map((step) => step.said));
  expect(steps.map(({ args: [command] }) => command)).toEqual(['import', 'import', 'check', 'import', 'check']);
  expect(said.at(-1)).toMatch(/^change-number: .*told apart.*lost answer found out/);
  expect(said.at(-1)).not.toMatch(/not proven|not bound|wrong|no samples/);
});
