import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from '../../tools/data-model/check-item';
import { parseRelease, readAs, type Release } from '../../tools/stored-shapes/release';
import type { ReleaseCode } from '../../tools/stored-shapes/surroundings';
import { disagreements } from './disagreements';

const folder = join(import.meta.dirname, 'releases');
const filesOf = (ending: string): string[] => readdirSync(folder).filter((name) => name.endsWith(ending));

/** What releases before this one wrote (docs/operating.md, “Upgrade”). */
export const releases = (): readonly Release[] =>
  filesOf('.json').map((name) => parseRelease(readFileSync(join(folder, name), 'utf8')));

let known: ReleaseCode | undefined;

/** The code of the release before, as it was built from its own tree. */
export const codeBefore = (): ReleaseCode => {
  if (known) return known;
  const [name, ...others] = filesOf('.cjs');
  if (name === undefined || others.length > 0) throw new Error(`${folder} has to have the code of one release.`);
  // `npm run release-shapes` has built it of what the type says.
  return (known = createRequire(join(folder, name))(join(folder, name)) as ReleaseCode);
};

/** What an engineer is told who has just made it impossible to deploy, or to go back. */
export const whatToDo =
  'What is stored or under way has to be readable by the release before, too: add members and leave those there are. ' +
  'Where that cannot be, it takes two releases: one that reads both, deployed everywhere, then one that writes the new ' +
  '(docs/decisions/0105-what-releases-owe-each-other.md).';

/** Why the release before does not read what this one writes, or reads it otherwise. @param name of a kind of item, or a message */
export const unreadableAs = (name: string, value: unknown): string[] => {
  const { name: release, read } = codeBefore();
  const [before, today] = [read(name, value), readAs(name, value)];
  if (!before) return [];
  const mistakes =
    'mistakes' in before
      ? before.mistakes.map((mistake) => `could not read ${mistake}`)
      : today && 'taken' in today
        ? disagreements(before.taken, today.taken).map((one) => `reads ${name} otherwise: ${one}`)
        : [];
  return mistakes.map((mistake) => `Release ${release} ${mistake}. ${whatToDo}`);
};

/** Likewise of an item. One that this release cannot read either is broken on purpose. */
export const unreadableBefore = (item: Record<string, unknown>): string[] => {
  const kind = kindOf(item);
  const today = kind === undefined ? undefined : readAs(kind, item);
  return kind !== undefined && today && 'taken' in today ? unreadableAs(kind, item) : [];
};
