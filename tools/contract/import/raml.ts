import { objectIn, textIn, type Endpoint, type SeenSample } from './endpoint';
import { examplesIn, samplesOf, shownAddress, type SeenParameter } from './examples';
import { plainValue } from './leaves';
import { parseKept } from '../kept-digits';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

type Members = Record<string, unknown>;

/** Every method of every resource of a RAML 1.0 document. */
export const ramlEndpoints = (document: Members): Endpoint[] => resourcesIn(document, document, '', []);

const resourcesIn = (
  document: Members,
  holder: Members,
  above: string,
  parametersAbove: readonly SeenParameter[],
): Endpoint[] =>
  Object.entries(holder)
    .filter(([name]) => name.startsWith('/'))
    .flatMap(([name, value]) => {
      const path = `${above}${name}`.replace(/\/$/, '');
      const resource = objectIn(value);
      const parameters = [...parametersAbove, ...parametersIn(resource['uriParameters'], 'path')];
      const called = methods.filter((method) => method in resource);
      return [
        ...called.map((method) => endpointOf(document, path, method, objectIn(resource[method]), parameters)),
        ...resourcesIn(document, resource, path, parameters),
      ];
    });

const parametersIn = (described: unknown, place: SeenParameter['in']): SeenParameter[] =>
  Object.entries(objectIn(described)).map(([name, one]) => ({
    ...{ name: name.replace(/\?$/, ''), in: place },
    isRequired: !name.endsWith('?') && objectIn(one)['required'] !== false,
    value: [...examplesIn(objectIn(one)).values()].map(plainValue).find((value) => value !== undefined),
  }));

const endpointOf = (
  document: Members,
  path: string,
  method: string,
  described: Members,
  inPath: readonly SeenParameter[],
): Endpoint => {
  const parameters = [...inPath, ...parametersIn(described['queryParameters'], 'query')];
  const content = jsonBody(described);
  const schema = schemaOf(document, content);
  return {
    ...{ method: method.toUpperCase(), path, baseUrl: baseUrlOf(document) },
    title: textIn(described['displayName']) ?? '',
    headers: headersOf(document, described),
    ...(schema && { schema }),
    samples: samplesIn(shownAddress(path, parameters), content, objectIn(described['responses'])),
  };
};

const baseUrlOf = (document: Members): string | undefined =>
  textIn(document['baseUri'])
    ?.replaceAll('{version}', plainValue(document['version']) ?? '')
    .replace(/\/$/, '');

/** Of the method, its traits and the schemes that secure the whole. */
const headersOf = (document: Members, described: Members): string[] => {
  const traits = [described['is']].flat().map((name) => objectIn(objectIn(document['traits'])[plainValue(name) ?? '']));
  const schemes = [document['securedBy'] ?? []]
    .flat()
    .map((name) => objectIn(objectIn(objectIn(document['securitySchemes'])[plainValue(name) ?? ''])['describedBy']));
  return [...new Set([described, ...traits, ...schemes].flatMap((one) => Object.keys(objectIn(one['headers']))))].map(
    (name) => name.replace(/\?$/, ''),
  );
};

const jsonBody = (holder: Members): Members => {
  const body = objectIn(holder['body']);
  const media = Object.keys(body).find((name) => /json$/i.test(name));
  return media === undefined ? body : objectIn(body[media]);
};

const samplesIn = (address: ReturnType<typeof shownAddress>, request: Members, responses: Members): SeenSample[] =>
  samplesOf(
    address,
    shown(request),
    Object.entries(responses).map(([status, response]) => [status, shown(jsonBody(objectIn(response)))] as const),
  );

/** Examples are documents, or their text. */
const shown = (content: Members): Map<string, unknown> =>
  new Map([...examplesIn(content)].map(([name, value]) => [name, read(value)]));

const read = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return parseKept(value);
  } catch {
    return value;
  }
};

/** A type as JSON Schema; of one that only names another, that one’s. Undefined where none is described. */
const schemaOf = (document: Members, type: unknown, within: readonly string[] = []): Members | undefined => {
  const described = typeof type === 'string' ? { type } : objectIn(type);
  const named = textIn(described['type']);
  const own = named === undefined ? undefined : objectIn(document['types'])[named];
  const base =
    named === undefined || own === undefined || within.includes(named)
      ? undefined
      : schemaOf(document, own, [...within, named]);
  const members = Object.entries(objectIn(described['properties']));
  const items = described['items'] === undefined ? undefined : schemaOf(document, described['items'], within);
  if (members.length === 0) return base ?? (items ? { type: 'array', items } : simple(named));
  const properties = Object.fromEntries(
    members.map(([name, member]) => [name.replace(/\?$/, ''), schemaOf(document, member, within) ?? {}]),
  );
  const required = members.flatMap(([name, member]) =>
    name.endsWith('?') || objectIn(member)['required'] === false ? [] : [name],
  );
  return {
    type: 'object',
    properties: { ...objectIn(base?.['properties']), ...properties },
    required: [...new Set([...requiredIn(base), ...required])],
  };
};

const requiredIn = (schema: Members | undefined): string[] =>
  Array.isArray(schema?.['required']) ? schema['required'].filter((one) => typeof one === 'string') : [];

const simple = (type: string | undefined): Members | undefined =>
  type !== undefined && ['string', 'number', 'integer', 'boolean', 'object', 'array'].includes(type)
    ? { type }
    : undefined;
