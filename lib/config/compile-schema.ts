import Ajv, { type AnySchema, type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { ConfigurationMistake } from './configuration-mistake';

const options = {
  code: { source: true, esm: true },
  // Schemas are AT&T’s, with words of other tools in them.
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
} as const;

/** A JSON Schema that a tenant states. */
export type StatedSchema = Record<string, unknown>;

/** By the draft it says it is. */
const compilerOf = (schema: StatedSchema) => {
  const isOlder = typeof schema['$schema'] === 'string' && /draft-0[67]/.test(schema['$schema']);
  return addFormats(isOlder ? new Ajv(options) : new Ajv2020(options));
};

export interface CompiledSchema {
  validate: ValidateFunction;
  /** The source of a module whose default export checks documents by it. */
  source: () => string;
}

/** Why a schema is none, with what to do about it; else it, compiled. */
const tried = (schema: StatedSchema): CompiledSchema | string => {
  try {
    const ajv = compilerOf(schema);
    const validate = ajv.compile(schema as AnySchema);
    return { validate, source: () => standaloneCode(ajv, validate) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `${why}. State a whole JSON Schema (draft 2020-12, or 6 or 7 by its \`$schema\`), or leave \`schema\` out: then every body is let through`;
  }
};

/** @param at where it stands, as the operator knows it. @throws ConfigurationMistake when it is no schema */
export const compiledSchema = (at: string, schema: StatedSchema): CompiledSchema => {
  const made = tried(schema);
  if (typeof made === 'string') throw new ConfigurationMistake(`${at}: ${made}`);
  return made;
};

/** Why a schema is none; undefined when it is one. */
export const schemaMistake = (schema: StatedSchema): string | undefined => {
  const made = tried(schema);
  return typeof made === 'string' ? made : undefined;
};
