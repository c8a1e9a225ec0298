import * as z from 'zod';

export interface JsonObject {
  [name: string]: unknown;
}

/**
 * A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1: what a caller may send, or what AT&T may answer.
 * Checks JSON Schema cannot say (a text that is not blank) are left out; nothing valid is refused by it.
 */
export const jsonSchemaOf = (schema: z.ZodType): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // JSON Schema knows no pattern that minds no capitals, and would refuse what the gateway takes.
      if (!patternsOf(zodSchema).some(({ flags }) => flags.includes('i'))) return;
      delete jsonSchema.pattern;
      delete jsonSchema.allOf;
    },
  });
  return rest;
};

const patternsOf = (schema: z.core.$ZodType): RegExp[] =>
  (schema._zod.def.checks ?? [])
    .map(({ _zod: { def } }) => ('pattern' in def ? def.pattern : undefined))
    .filter((pattern) => pattern instanceof RegExp);

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

/** The members of an object schema as OpenAPI parameters. */
export const parametersIn = (place: 'path' | 'query', schema: z.ZodType | undefined): JsonObject[] => {
  if (!schema) return [];
  const { properties, required } = objectSchema.parse(jsonSchemaOf(schema));
  return Object.entries(properties).map(([name, { description, ...member }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: member,
  }));
};
