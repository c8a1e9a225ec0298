import { isObject, listIn, objectIn, textIn, type Endpoint } from './endpoint';
import { examplesIn, samplesOf, shownAddress, type SeenParameter } from './examples';
import { plainValue } from './leaves';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Every address of an OpenAPI 3 or Swagger 2 document. */
export const openApiEndpoints = (document: Record<string, unknown>): Endpoint[] =>
  Object.entries(objectIn(document['paths'])).flatMap(([path, item]) =>
    Object.entries(objectIn(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => endpointOf(document, path, method, objectIn(operation), objectIn(item))),
  );

const endpointOf = (
  document: Record<string, unknown>,
  path: string,
  method: string,
  operation: Record<string, unknown>,
  item: Record<string, unknown>,
): Endpoint => {
  const whole = (value: unknown): Record<string, unknown> => objectIn(resolved(document, value));
  const parameters = [...listIn(item['parameters']), ...listIn(operation['parameters'])].map(whole);
  const { content } = bodyContent(document, operation);
  const inBody = parameters.find((one) => one['in'] === 'body');
  const schema = content['schema'] ?? inBody?.['schema'];
  return {
    ...{ method: method.toUpperCase(), path, baseUrl: baseUrlOf(document) },
    title: textIn(operation['summary']) ?? textIn(operation['operationId']) ?? '',
    headers: [
      ...parameters.flatMap((one) => (one['in'] === 'header' ? (textIn(one['name']) ?? []) : [])),
      ...keyHeaders(document),
    ],
    ...(schema !== undefined && { schema: objectIn(withoutExamples(whole(schema))) }),
    samples: samplesOf(
      shownAddress(path, parameters.flatMap(seenParameter)),
      examplesIn(content),
      Object.entries(whole(operation['responses'])).map(([status, one]) => [status, examplesOfAnswer(one)] as const),
    ),
  };
};

/** OpenAPI 3 has the example beside the schema or in it, Swagger 2 has none but in extensions of its own. */
const seenParameter = (parameter: Record<string, unknown>): SeenParameter | [] => {
  const { in: place, name, required } = parameter;
  if (typeof name !== 'string' || !(place === 'path' || place === 'query')) return [];
  const schema = objectIn(parameter['schema']);
  const shownValues = [parameter, schema].flatMap((one) => [
    ...examplesIn(one).values(),
    ...listIn(one['examples']),
    one['x-example'],
  ]);
  return {
    ...{ name, in: place, isRequired: required === true },
    value: shownValues.map(plainValue).find((value) => value !== undefined),
  };
};

/** What an operation takes: its examples, and its schema without any. */
export const bodyContent = (document: Record<string, unknown>, operation: Record<string, unknown>) => {
  const content = jsonContent(objectIn(resolved(document, operation['requestBody'])));
  const schema = content['schema'];
  return { content, schema: schema === undefined ? undefined : objectIn(withoutExamples(schema)) };
};

const baseUrlOf = (document: Record<string, unknown>): string | undefined => {
  const [server] = listIn(document['servers']);
  const host = textIn(document['host']);
  const base =
    host === undefined ? textIn(objectIn(server)['url']) : `https://${host}${textIn(document['basePath']) ?? ''}`;
  return base?.replace(/\/$/, '');
};

const keyHeaders = (document: Record<string, unknown>): string[] => {
  const schemes = document['securityDefinitions'] ?? objectIn(document['components'])['securitySchemes'];
  return Object.values(objectIn(schemes))
    .map(objectIn)
    .flatMap((one) => (one['type'] === 'apiKey' && one['in'] === 'header' ? (textIn(one['name']) ?? []) : []));
};

const jsonContent = (holder: Record<string, unknown>): Record<string, unknown> => {
  const content = objectIn(holder['content']);
  return objectIn(content['application/json'] ?? Object.values(content)[0]);
};

/** Swagger 2 has an answer’s examples beside its schema. */
const examplesOfAnswer = (response: unknown): Map<string, unknown> => {
  const inContent = examplesIn(jsonContent(objectIn(response)));
  return inContent.size > 0 ? inContent : examplesIn({ examples: objectIn(response)['examples'] });
};

/** Values that a schema shows may be secrets. */
const withoutExamples = (schema: unknown, isSchema = true): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => withoutExamples(one));
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).filter(([name]) => !isSchema || !shown.has(name));
  return Object.fromEntries(
    members.map(([name, one]) => [name, withoutExamples(one, !isSchema || name !== 'properties')]),
  );
};

const shown = new Set(['example', 'examples', 'default', 'x-example']);

/** A part of the document with what it refers to in place, and as JSON Schema has it. */
const resolved = (document: unknown, value: unknown, within: readonly string[] = []): unknown => {
  if (Array.isArray(value)) return value.map((one) => resolved(document, one, within));
  if (!isObject(value)) return value;
  const reference = textIn(value['$ref']);
  if (reference !== undefined) {
    // What has itself in it takes anything there.
    return within.includes(reference) ? {} : resolved(document, at(document, reference), [...within, reference]);
  }
  const { nullable, ...own } = value;
  const kept = Object.entries(own).filter(([name, one]) => !(name.startsWith('exclusive') && typeof one === 'boolean'));
  const whole = Object.fromEntries(kept.map(([name, one]) => [name, resolved(document, one, within)]));
  return nullable === true && typeof whole['type'] === 'string' ? { ...whole, type: [whole['type'], 'null'] } : whole;
};

const at = (document: unknown, reference: string): unknown =>
  reference
    .split('/')
    .slice(1)
    .reduce<unknown>((value, token) => objectIn(value)[token.replaceAll('~1', '/').replaceAll('~0', '~')], document);
