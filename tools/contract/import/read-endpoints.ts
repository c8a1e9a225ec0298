import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { parseKept } from '../kept-digits';
import { Refusal } from '../refusal';
import { isObject, objectIn, textIn, type Endpoint } from './endpoint';
import { openApiEndpoints } from './open-api';
import { postmanEndpoints } from './postman';
import { isMessage, openApiMessages, sampleMessages, type PushMessages } from './push-messages';
import { ramlEndpoints } from './raml';
import { pairEndpoints } from './sample-pairs';

/** What a file describes. */
export interface Described {
  endpoints: readonly Endpoint[];
  /** What AT&T sends by itself. */
  messages: readonly PushMessages[];
}

/**
 * What a file describes: OpenAPI 3, Swagger 2 or RAML 1.0, a Postman collection v2.1, or samples; JSON or YAML.
 * @throws Refusal when it is none of these
 */
export const readDescribed = (file: string): Described => {
  const text = textOf(file);
  const document = /^\s*[[{]/.test(text) ? jsonOf(file, text) : yamlOf(file, text);
  if (Array.isArray(document)) return samplesIn(document);
  if (!isObject(document))
    throw new Refusal(`${file} is no OpenAPI, Swagger or RAML document, no Postman collection and no list of samples.`);
  if (text.startsWith('#%RAML')) return callsOnly(ramlEndpoints(document));
  if ('openapi' in document || 'swagger' in document)
    return { endpoints: openApiEndpoints(document), messages: openApiMessages(document) };
  if (textIn(objectIn(document['info'])['schema'])?.includes('collection'))
    return callsOnly(postmanEndpoints(document));
  return samplesIn([document]);
};

const callsOnly = (endpoints: readonly Endpoint[]): Described => ({ endpoints, messages: [] });

const samplesIn = (samples: readonly unknown[]): Described => {
  const pairs = samples.filter((one) => !isMessage(one));
  const messages = sampleMessages(samples);
  return { endpoints: pairs.length > 0 || messages.length === 0 ? pairEndpoints(pairs) : [], messages };
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
};

const jsonOf = (file: string, text: string): unknown => {
  try {
    return parseKept(text);
  } catch (error) {
    throw new Refusal(`${file} cannot be read as JSON: ${reasonOf(error)}`, { cause: error });
  }
};

/** @throws Refusal also for a document in several files */
const yamlOf = (file: string, text: string): unknown => {
  const document = parseDocument(text, { intAsBigInt: true, logLevel: 'error' });
  const [mistake] = document.errors;
  if (mistake) throw new Refusal(`${file} cannot be read as YAML: ${mistake.message.split('\n')[0] ?? ''}`);
  const included = document.warnings.some(({ code }) => code === 'TAG_RESOLVE_FAILED');
  if (included)
    throw new Refusal(
      `${file} includes other files: export it as one file (its editor can, also as OpenAPI), and import that.`,
    );
  return withKeptNumbers(document.toJS());
};

/** Whole numbers as JSON has them, long ones with all their digits. */
const withKeptNumbers = (value: unknown): unknown => {
  if (typeof value === 'bigint') return parseKept(String(value));
  if (Array.isArray(value)) return value.map(withKeptNumbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withKeptNumbers(inner)]));
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
