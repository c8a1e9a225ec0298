import { render } from 'velocityjs';
import type { ApiBody } from '../../lib/constructs/api-body';
import { firstChoiceOf } from './answer-of-body';

/** What a call has that an answer depends on. */
interface Called {
  method: string;
  path: string;
  /** As the caller writes their names. */
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  /** By their names in lower case. */
  headers: Record<string, string>;
  body: string;
}

const callId = 'the-call';

const inLowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * What API Gateway answers to a call that comes to a mock integration: headers as they are mapped, the template by Velocity, and then what that
 * overrides; of these, as of those that are mapped, what the method declares.
 */
export const answerOfMock = (body: ApiBody, { method, path, headers = {} }: Called): Answered => {
  const methods = body.paths[firstChoiceOf(body, path) ?? ''] ?? {};
  const named = Object.entries(methods).find(([name]) => name === method.toLowerCase())?.[1];
  const operation = named ?? methods['x-amazon-apigateway-any-method'];
  const integration = operation?.['x-amazon-apigateway-integration'];
  if (integration?.type !== 'mock') throw new Error(`${method} ${path} comes to no mock integration.`);
  const { statusCode, responseParameters, responseTemplates } = integration.responses.default;
  const header: Record<string, string> = {};
  const rendered = render(responseTemplates['application/json'] ?? '', {
    context: { requestId: callId, responseOverride: { header } },
    input: { params: (name: string) => headers[name] ?? '' },
  });
  const mapped = Object.entries(responseParameters).map(([name, value]) => [
    name.replace('method.response.header.', ''),
    value.slice(1, -1),
  ]);
  const declared = Object.keys(operation?.responses[statusCode]?.headers ?? {});
  const all = { ...Object.fromEntries(mapped), ...header } as Record<string, string>;
  return {
    status: Number(statusCode),
    headers: inLowerCase(Object.fromEntries(Object.entries(all).filter(([name]) => declared.includes(name)))),
    body: rendered.trim().replace(callId, '$context.requestId'),
  };
};
