import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { kindOf } from '../data-model/check-item';
import { buildCode } from './build-code';
import { chooseSamples } from './choose-samples';
import { messagesOf } from './messages-of';
import { asJson, isReadable, parseItems, parseRelease, takenOf, type Release } from './release';

/**
 * `npm run release-shapes [-- <file>]`: keeps of this release, for those after it, its code, built, in place of the release before;
 * and of the items in the file, a line each as the unit suite records them, those that show every attribute. Of kinds that the file has
 * none of the items stay that were kept; without a file, all.
 */
const folder = join(import.meta.dirname, '..', '..', 'test', 'support', 'releases');
const file = join(folder, `${version}.json`);
const [recorded] = process.argv.slice(2);

const itemsIn = (path: string): Release['items'] => {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const { items: all = [] } = parseItems(`{"items":[${lines.join()}]}`);
  // Tests write what nobody can read as well.
  const items = all.filter((item) => isReadable(kindOf(item) ?? '', item));
  const byKind = Map.groupBy(items, (item) => kindOf(item) ?? '');
  return Object.fromEntries(
    [...byKind].toSorted(([a], [b]) => a.localeCompare(b)).map(([kind, some]) => [kind, chooseSamples(some)]),
  );
};

const keptItems = (): Release['items'] => (existsSync(file) ? parseRelease(readFileSync(file, 'utf8')).items : {});

const items = { ...keptItems(), ...(recorded !== undefined && itemsIn(recorded)) };
const messages = await messagesOf(items);
const taken = Object.fromEntries(
  Object.entries({ ...items, ...messages }).map(([name, values]) => [name, takenOf(name, values)]),
);
const release: Release = { name: version, items, messages, taken };
writeFileSync(file, `${JSON.stringify(JSON.parse(asJson(release)), null, 1)}\n`);
for (const name of readdirSync(folder)) if (name.endsWith('.cjs')) rmSync(join(folder, name));
await buildCode(join(folder, `${version}.cjs`));
console.log(`${file}: ${Object.values(items).flat().length} items of ${Object.keys(items).length} kinds, and code`);
