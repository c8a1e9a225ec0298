import { jsonTypeOf, jsonTypes } from '#att/answer-shape';
import { takes } from '#att/drift';
import { definitionOf, type Definition, type Schema } from '#domain/schema-definition';

/** Whether a value is of a schema’s shape: where `driftsOf` finds nothing. Makes nothing to say so. */
export type Conforms = (value: unknown) => boolean;

/** Reads a schema once. @throws for one that cannot be read */
export const conformsTo = (schema: Schema): Conforms => {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return conformsTo(definition.innerType);
    case 'nullable':
      return anyOf([(value) => value === null, conformsTo(definition.innerType)]);
    case 'pipe':
      return conformsTo(definition.in);
    case 'lazy': {
      let inner: Conforms | undefined;
      return (value) => (inner ??= conformsTo(definition.getter()))(value);
    }
    case 'union':
      return anyOf(definition.options.map(conformsTo));
    case 'object':
      return objectOf(definition);
    case 'array': {
      const element = conformsTo(definition.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'record': {
      const element = conformsTo(definition.valueType);
      return (value) => isObject(value) && Object.values(value).every(element);
    }
    default: {
      const taken = new Set(jsonTypes.filter((type) => takes(definition, type)));
      return (value) => taken.has(jsonTypeOf(value));
    }
  }
};

const anyOf =
  (options: readonly Conforms[]): Conforms =>
  (value) =>
    options.some((option) => option(value));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf = ({ shape }: Extract<Definition, { type: 'object' }>): Conforms => {
  const members = new Map(Object.entries(shape).map(([name, schema]) => [name, conformsTo(schema)]));
  // AT&T says that it is there and not what is in it.
  if (members.size === 0) return isObject;
  const required = Object.entries(shape).flatMap(([name, schema]) => (schema._zod.optin === 'optional' ? [] : [name]));
  return (value) => {
    if (!isObject(value)) return false;
    for (const name of required) if (!Object.hasOwn(value, name)) return false;
    // The seam to an object parsed from JSON: it has no members but its own.
    for (const name in value) if (!(members.get(name)?.(value[name]) ?? false)) return false;
    return true;
  };
};
