import { readFileSync } from 'node:fs';
import { parseKept } from '../kept-digits';
import { Refusal } from '../refusal';
import { isObject, objectIn, textIn, type Endpoint } from './endpoint';
import { openApiEndpoints } from './open-api';
import { postmanEndpoints } from './postman';
import { pairEndpoints } from './sample-pairs';

/** What a file describes: OpenAPI 3 or Swagger 2, a Postman collection v2.1, or samples. @throws Refusal when it is none of these */
export const readEndpoints = (file: string): Endpoint[] => {
  const document = jsonOf(file);
  if (!isObject(document)) return pairEndpoints(document);
  if ('openapi' in document || 'swagger' in document) return openApiEndpoints(document);
  if (textIn(objectIn(document['info'])['schema'])?.includes('collection')) return postmanEndpoints(document);
  return pairEndpoints(document);
};

const jsonOf = (file: string): unknown => {
  if (/\.ya?ml$/.test(file))
    throw new Refusal(`${file} is YAML: save it as JSON, which every OpenAPI editor can, and import that.`);
  try {
    return parseKept(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${file} cannot be read as JSON: ${reason}`, { cause: error });
  }
};
