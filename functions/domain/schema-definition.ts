import type * as z from 'zod';

export type Schema = z.core.$ZodType;
/** zod’s own description of a schema. */
export type Definition = z.core.$ZodTypes['_zod']['def'];

// The seam to zod’s internals: every schema is one of the kinds it exports.
export const definitionOf = (schema: Schema): Definition => schema._zod.def as Definition;

/** What a schema is once what only wraps it is left away: one, or each of several that it may be. */
export const branchesOf = (schema: Schema): Definition[] => {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'nonoptional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return branchesOf(definition.innerType);
    case 'pipe':
      return branchesOf(definition.in);
    case 'lazy':
      return branchesOf(definition.getter());
    case 'union':
      return definition.options.flatMap(branchesOf);
    default:
      return [definition];
  }
};
