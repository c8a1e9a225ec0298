import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

it('docs/contract.md counts the operations that the carrier of another dialect has stated', () => {
  const page = readFileSync(join(root, 'docs', 'contract.md'), 'utf8');
  const [, counted] = /whose (\d+) operations are stated in \[files\]\(\.\.\/[\w/]+\)/.exec(page) ?? [];
  const stated = readdirSync(join(root, 'test', 'integration', 'tenants', 'tincan', 'contract'));
  expect(counted).toBe(String(stated.filter((file) => file.endsWith('.json')).length));
});
