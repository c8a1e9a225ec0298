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
      return parameters && operation ? [{ specificity: specificityOf(template), parameters, operation }] : [];
    })
    .sort((a, b) => (a.specificity < b.specificity ? -1 : 1));
  if (served === undefined)
    throw new Error(`Nothing answers ${method} ${path}: API Gateway would look for a signature.`);
  const { parameters, operation } = served;
  const isAuthorized = operation.security === undefined ? {} : { isAuthorized: true };
  const integration = operation['x-amazon-apigateway-integration'];
  if (integration.type === 'aws_proxy') return { calls: operation.operationId, parameters, ...isAuthorized };
  const { statusCode, responseParameters } = integration.responses.default;
  const allow = responseParameters['method.response.header.Allow'];
  return {
    status: Number(statusCode),
    ...(allow === undefined ? {} : { allow: allow.slice(1, -1) }),
    ...isAuthorized,
  };
};
