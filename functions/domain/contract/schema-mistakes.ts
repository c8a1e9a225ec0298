import type { Mistake } from '#domain/contract/statement';
import { tokensOf } from '#domain/json/json-pointer';

/** What a compiled JSON Schema says of a document that it does not take: as much of ajv’s error as is used. */
export interface SchemaError {
  keyword: string;
  instancePath: string;
  message?: string | undefined;
  params: Record<string, unknown>;
}

type Validate = ((body: unknown) => boolean) & { errors?: readonly SchemaError[] | null | undefined };

/** What is wrong with more members than that is the same. */
const mostMistakes = 20;

/** What a document has against a compiled schema. Names members and what is allowed, never values. */
export const schemaMistakes =
  (validate: Validate) =>
  (body: unknown): Mistake[] =>
    validate(body) ? [] : (validate.errors ?? []).slice(0, mostMistakes).map(mistakeOf);

const mistakeOf = ({
  keyword,
  instancePath,
  message = 'is not as the contract has it',
  params,
}: SchemaError): Mistake => {
  const path = tokensOf(instancePath);
  switch (keyword) {
    case 'required':
      return { path: [...path, String(params['missingProperty'])], detail: 'is required' };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return {
        path: [...path, String(params['additionalProperty'] ?? params['unevaluatedProperty'])],
        detail: 'is not in the contract',
      };
    case 'enum':
      return { path, detail: `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}` };
    default:
      return { path, detail: message };
  }
};
