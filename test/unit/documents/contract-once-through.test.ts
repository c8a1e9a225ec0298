import '../../support/function-environment';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import example from '../../../tenants/example';
import { run } from '../../../tools/contract/commands';
import { temporaryDirectory } from '../../support/temporary-directory';

const project = join(__dirname, '..', '..', '..');
const document = readFileSync(join(project, 'docs', 'contract.md'), 'utf8');

/** The commands of the walk, with what they are said to say. */
const steps = [...document.matchAll(/```console\n\$ npm run contract -- (.+)\n([\s\S]*?)\n```/g)].map(
  ([, command = '', said = '']) => ({
    args: [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word),
    said,
  }),
);

/** What the page has the reader change between the commands. */
const [, from = '', to = ''] = /In the file, `(.+?)` of the answer becomes `(.+?)`/.exec(document) ?? [];

it('leads a newcomer from an unbound operation to a proven one, word for word', async () => {
  const tenants = temporaryDirectory('tenants-');
  writeFileSync(join(tenants, 'example.json'), JSON.stringify(example));
  const statement = join(tenants, 'example', 'contract', 'change-number.json');
  const said: string[] = [];
  for (const { args } of steps) {
    if (args[0] === 'check') {
      const text = readFileSync(statement, 'utf8');
      const at = text.lastIndexOf(from);
      writeFileSync(statement, text.slice(0, at) + to + text.slice(at + from.length));
    }
    const { text } = await run([...args, '--tenants', tenants]);
    said.push(text.replace(tenants, 'tenants'));
  }
  expect(said).toEqual(steps.map((step) => step.said));
  expect(steps.map(({ args: [command] }) => command)).toEqual(['import', 'import', 'check']);
});
