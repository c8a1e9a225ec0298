import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from '../../tools/data-model/check-item';
import { isReadable, parseRelease, type Release } from '../../tools/stored-shapes/release';

const folder = join(import.meta.dirname, 'releases');

/** What releases before this one wrote and read (docs/operating.md, “Upgrade”). */
export const releases: readonly Release[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => parseRelease(readFileSync(join(folder, name), 'utf8')));

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const compiled = new Map<object, ValidateFunction>();

/** Why releases before this one could not read what this one writes. @param name of a kind of item, or a message */
export const unreadableAs = (name: string, value: unknown): string[] =>
  releases.flatMap(({ name: release, readers }) => {
    const schema = readers[name];
    if (!schema) return [];
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message = '' }) =>
            `Release ${release} could not read ${name}${instancePath}: it ${message}.`,
        );
  });

/** Likewise of an item. One that this release cannot read either is broken on purpose. */
export const unreadableBefore = (item: Record<string, unknown>): string[] => {
  const kind = kindOf(item);
  return kind !== undefined && isReadable(kind, item) ? unreadableAs(kind, item) : [];
};
