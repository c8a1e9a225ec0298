import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const tests = join(root, 'test', 'unit');

/** Where what is tested stands: in one of these, or beside them. */
const sources = ['functions', 'lib', 'tools', '.'];

const folders = readdirSync(tests, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ parentPath, name }) => join(parentPath, name).slice(tests.length + 1))
  .filter((folder) => folder !== 'house');

it.each(folders)('test/unit/%s mirrors a folder of the source', (folder) => {
  expect(sources.filter((source) => existsSync(join(root, source, folder)))).toHaveLength(1);
});
