import { parseKept } from '../kept-digits';
import { listIn, objectIn, textIn, type Endpoint, type SeenSample } from './endpoint';

/** Every request of a Postman collection v2.1; its saved responses are the samples. */
export const postmanEndpoints = (collection: Record<string, unknown>): Endpoint[] => {
  const variables = new Map(
    listIn(collection['variable'])
      .map(objectIn)
      .map((one) => [textIn(one['key']) ?? '', textIn(one['value']) ?? '']),
  );
  return itemsIn(collection).map((item) => endpointOf(item, variables));
};

const itemsIn = (holder: Record<string, unknown>): Record<string, unknown>[] =>
  listIn(holder['item'])
    .map(objectIn)
    .flatMap((item) => (item['request'] === undefined ? itemsIn(item) : [item]));

const endpointOf = (item: Record<string, unknown>, variables: ReadonlyMap<string, string>): Endpoint => {
  const request = objectIn(item['request']);
  const { baseUrl, path } = addressIn(request['url'], variables);
  return {
    method: (textIn(request['method']) ?? 'GET').toUpperCase(),
    path: path.replaceAll(/(?<=\/):(\w+)/g, '{$1}').replaceAll(/\{\{(\w+)\}\}/g, '{$1}'),
    ...{ baseUrl, title: textIn(item['name']) ?? '' },
    headers: listIn(request['header']).flatMap((one) => textIn(objectIn(one)['key']) ?? []),
    samples: listIn(item['response'])
      .map(objectIn)
      .map((one) => sampleOf(one, request, variables)),
  };
};

const sampleOf = (
  response: Record<string, unknown>,
  own: Record<string, unknown>,
  variables: ReadonlyMap<string, string>,
): SeenSample => {
  const request = { ...own, ...objectIn(response['originalRequest']) };
  const query = listIn(objectIn(request['url'])['query']).map(objectIn);
  return {
    name: textIn(response['name']) ?? 'response',
    path: addressIn(request['url'], variables).path,
    query: Object.fromEntries(query.map((one) => [textIn(one['key']) ?? '', textIn(one['value']) ?? ''])),
    body: jsonOrText(textIn(objectIn(request['body'])['raw'])),
    answer: { status: Number(response['code'] ?? 200), body: jsonOrText(textIn(response['body'])) },
  };
};

const addressIn = (url: unknown, variables: ReadonlyMap<string, string>): { baseUrl?: string; path: string } => {
  const raw = (textIn(url) ?? textIn(objectIn(url)['raw']) ?? '').replaceAll(
    /\{\{(\w+)\}\}/g,
    (text, name: string) => variables.get(name) ?? text,
  );
  const [, base, path = '/'] = /^(https?:\/\/[^/]+)?([^?]*)/.exec(raw) ?? [];
  return { ...(base !== undefined && { baseUrl: base }), path };
};

const jsonOrText = (text: string | undefined): unknown => {
  if (text === undefined || text === '') return undefined;
  try {
    return parseKept(text);
  } catch {
    return text;
  }
};
