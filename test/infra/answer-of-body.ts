import type { ApiBody } from '../../lib/constructs/api-body';

const rankOf = (segment: string): string => {
  if (segment.endsWith('+}')) return '2';
  return segment.startsWith('{') ? '1' : '0';
};

const specificityOf = (template: string): string => template.slice(1).split('/').map(rankOf).join('');

const parametersIn = (template: string, path: string): Record<string, string> | undefined => {
  const names: string[] = [];
  const pattern = template.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    names.push(name);
    return greedy === '' ? '([^/]+)' : '(.+)';
  });
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found ? Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) : undefined;
};

/** What stands where: the segments that go on from a place, and the template of the place itself. */
const placesIn = (body: ApiBody): ReadonlyMap<string, ReadonlySet<string>> => {
  const places = new Map<string, Set<string>>();
  for (const template of Object.keys(body.paths)) {
    const segments = template === '/' ? [] : template.slice(1).split('/');
    for (const [at, segment] of segments.entries()) {
      const place = `/${segments.slice(0, at).join('/')}`;
      places.set(place, (places.get(place) ?? new Set()).add(segment));
    }
  }
  return places;
};

/** The template a call comes to that takes the most specific segment at each place and never goes back; undefined where there is none. */
export const firstChoiceOf = (body: ApiBody, path: string): string | undefined => {
  const places = placesIn(body);
  let place = '/';
  for (const segment of path === '/' ? [] : path.slice(1).split('/')) {
    const next = places.get(place) ?? new Set<string>();
    const taken = next.has(segment)
      ? segment
      : ([...next].find((name) => /^\{\w+\}$/.test(name)) ?? [...next].find((name) => name.endsWith('+}')));
    if (taken === undefined) return undefined;
    place = place === '/' ? `/${taken}` : `${place}/${taken}`;
    if (taken.endsWith('+}')) break;
  }
  return body.paths[place] ? place : undefined;
};

/**
 * What API Gateway answers to a call by a document, after the rules measured on it (ADR 0013): of the paths that fit and
 * have the method, or any, the most specific one. A literal segment goes before a variable, and that before a greedy one.
 */
export const answerOfBody = (body: ApiBody, method: string, path: string): object => {
  const [served] = Object.entries(body.paths)
    .flatMap(([template, methods]) => {
      const parameters = parametersIn(template, path);
      const operation =
        Object.entries(methods).find(([name]) => name === method.toLowerCase())?.[1] ??
        methods['x-amazon-apigateway-any-method'];
      return parameters && operation
        ? [{ specificity: specificityOf(template), parameters, operation, methodsHere: methods }]
        : [];
    })
    .sort((a, b) => (a.specificity < b.specificity ? -1 : 1));
  if (served === undefined)
    throw new Error(`Nothing answers ${method} ${path}: API Gateway would look for a signature.`);
  const { parameters, operation, methodsHere } = served;
  const isAuthorized = operation.security === undefined ? {} : { isAuthorized: true };
  const integration = operation['x-amazon-apigateway-integration'];
  if (integration.type === 'aws_proxy')
    return { calls: operation.operationId ?? methodsHere.get?.operationId, parameters, ...isAuthorized };
  const { statusCode, responseParameters } = integration.responses.default;
  const allow = responseParameters['method.response.header.Allow'];
  return {
    status: Number(statusCode),
    ...(allow === undefined ? {} : { allow: allow.slice(1, -1) }),
    ...isAuthorized,
  };
};
