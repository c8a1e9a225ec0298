import { jsonTypeOf, type JsonType } from '#att/answer-shape';
import { definitionOf, type Definition, type Schema } from '#domain/schema-definition';

/** One way in which an answer is not of the documented shape. */
export interface Drift {
  kind: 'unknown-member' | 'missing-member' | 'changed-type';
  /** JSON pointer; `*` for any element of a list or member of a map. */
  path: string;
}

/** Member names longer or odder than AT&T’s could carry data. */
const plainName = /^[A-Za-z_][\w .&/-]{0,63}$/;
const longNumber = /\d{4}/;

const step = (name: string): string =>
  plainName.test(name) && !longNumber.test(name) ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : '/{name}';

/** How an answer differs from a schema in shape. Values are not looked at, so a text of another format is no drift. */
export const driftsOf = (schema: Schema, value: unknown, path = ''): Drift[] => {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return driftsOf(definition.innerType, value, path);
    case 'nullable':
      return value === null ? [] : driftsOf(definition.innerType, value, path);
    case 'pipe':
      return driftsOf(definition.in, value, path);
    case 'lazy':
      return driftsOf(definition.getter(), value, path);
    case 'union':
      return nearestOf(definition.options, value, path);
    case 'object':
      return jsonTypeOf(value) === 'object' ? membersOf(definition, value, path) : changed(path);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((one) => driftsOf(definition.element, one, `${path}/*`))
        : changed(path);
    case 'record':
      return jsonTypeOf(value) === 'object'
        ? Object.values(value as object).flatMap((one) => driftsOf(definition.valueType, one, `${path}/*`))
        : changed(path);
    default:
      return takes(definition, jsonTypeOf(value)) ? [] : changed(path);
  }
};

const changed = (path: string): Drift[] => [{ kind: 'changed-type', path }];

/** The branch the answer comes nearest to speaks. */
const nearestOf = (options: readonly Schema[], value: unknown, path: string): Drift[] => {
  const [nearest = []] = options
    .map((option) => driftsOf(option, value, path))
    .toSorted((a, b) => weightOf(a, path) - weightOf(b, path));
  return nearest;
};

/** An answer of another type is further away than one with other members. */
const weightOf = (drifts: readonly Drift[], at: string): number =>
  drifts.reduce((sum, { kind, path }) => sum + (kind === 'changed-type' && path === at ? 100 : 1), 0);

const membersOf = ({ shape }: Extract<Definition, { type: 'object' }>, value: unknown, path: string): Drift[] => {
  // AT&T says that it is there and not what is in it.
  if (Object.keys(shape).length === 0) return [];
  // Checked to be an object before.
  const members = value as Record<string, unknown>;
  const known = Object.entries(shape).flatMap(([name, schema]): Drift[] => {
    if (Object.hasOwn(members, name)) return driftsOf(schema, members[name], path + step(name));
    return schema._zod.optin === 'optional' ? [] : [{ kind: 'missing-member', path: path + step(name) }];
  });
  const unknown = Object.keys(members)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name): Drift => ({ kind: 'unknown-member', path: path + step(name) }));
  return [...known, ...unknown];
};

const typesOf: Partial<Record<Definition['type'], readonly JsonType[]>> = {
  string: ['string'],
  template_literal: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  null: ['null'],
};

/** What is not told apart here, such as `unknown`, takes everything. */
export const takes = (definition: Definition, type: JsonType): boolean => {
  if (definition.type === 'literal') return definition.values.some((one) => jsonTypeOf(one) === type);
  if (definition.type === 'enum') return Object.values(definition.entries).some((one) => jsonTypeOf(one) === type);
  return typesOf[definition.type]?.includes(type) ?? true;
};
