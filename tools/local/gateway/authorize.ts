import { Problem } from '#domain/problems/problems';
import { remembered } from '#domain/remembered';
import { gatewayResponseProblems } from '../../../lib/constructs/gateway-responses';
import { areScalars, isObject } from './answered-shapes';
import { authorizerEventOf, methodArnOf, type AuthorizerContext, type Call } from './proxy-event';
import type { Functions } from './functions';

/** `*` stands for any characters. */
const patternOf = remembered(
  (resource) => new RegExp(`^${resource.replaceAll(/[^\w*]/g, String.raw`\$&`).replaceAll('*', '.*')}$`),
);

type Effect = 'Allow' | 'Deny';

interface Statement {
  effect: Effect;
  resources: readonly RegExp[];
}

/** What is read of the authorizer’s answer. */
interface AuthorizerAnswer {
  principalId: string;
  statements: readonly Statement[];
  /** API Gateway hands on every value as a string. */
  context: Record<string, string>;
}

/** @throws TypeError when it is none, which is a failure of the authorizer */
const authorizerAnswer = (given: unknown): AuthorizerAnswer => {
  if (!isObject(given) || !isObject(given.policyDocument))
    throw new TypeError('The authorizer has answered no policy.');
  const { principalId, policyDocument, context = {} } = given;
  const { Statement: listed } = policyDocument;
  if (typeof principalId !== 'string') throw new TypeError('The authorizer has named nobody.');
  if (!Array.isArray(listed)) throw new TypeError('The authorizer’s policy has no statements.');
  if (!areScalars(context)) throw new TypeError('The authorizer’s context has more than texts, numbers and booleans.');
  const texts: Record<string, string> = {};
  for (const name in context) texts[name] = String(context[name]);
  return { principalId, statements: listed.map(statementOf), context: texts };
};

const statementOf = (given: unknown): Statement => {
  const { Effect: effect, Resource } = isObject(given) ? given : {};
  const listed: readonly unknown[] = Array.isArray(Resource) ? Resource : [Resource];
  if ((effect !== 'Allow' && effect !== 'Deny') || !listed.every(isText))
    throw new TypeError('A statement of the authorizer’s policy is none.');
  return { effect, resources: listed.map(patternOf) };
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** What the authorizer found out about a caller, as the operation's event carries it. @throws Problem */
export type Authorize = (call: Call) => Promise<AuthorizerContext>;

interface AuthorizeOptions {
  functions: Pick<Functions, 'authorizer'>;
  region: string;
  ttlMs: number;
}

const maximumRemembered = 1_000;

/** The gateway's side of the authorizer: asks it about each call, or once per token for as long as its answers hold, and carries out the policy it answers with. */
export const createAuthorize = ({ functions, region, ttlMs }: AuthorizeOptions): Authorize => {
  const answers = new Map<string, { untilMs: number; answer: Promise<AuthorizerAnswer> }>();

  const ask = async (call: Call): Promise<AuthorizerAnswer> => {
    try {
      const authorizer = await functions.authorizer();
      return authorizerAnswer(await authorizer(authorizerEventOf(call, region)));
    } catch (error) {
      const isRefusal = error instanceof Error && error.message === 'Unauthorized';
      if (!isRefusal) console.error('the authorizer failed:', error);
      throw new Problem(gatewayResponseProblems[isRefusal ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE']);
    }
  };

  const answerFor = (token: string, call: Call): Promise<AuthorizerAnswer> => {
    const known = answers.get(token);
    if (known && known.untilMs > Date.now()) return known.answer;
    const answer = ask(call);
    if (ttlMs === 0) return answer;
    answers.delete(token);
    answers.set(token, { untilMs: Date.now() + ttlMs, answer });
    answer.catch(() => answers.delete(token));
    const oldest = answers.size > maximumRemembered ? answers.keys().next().value : undefined;
    if (oldest !== undefined) answers.delete(oldest);
    return answer;
  };

  return async (call) => {
    const token = identityOf(call);
    if (token === '') throw new Problem('unauthorized');
    const { principalId, statements, context } = await answerFor(token, call);
    if (!isAllowed(statements, methodArnOf(call, region))) throw new Problem('forbidden');
    return Object.assign({ ...context }, { principalId, integrationLatency: 0 });
  };
};

/** The header the gateway tells callers apart by. */
const identityOf = ({ headers }: Call): string => {
  for (const name in headers) if (name.toLowerCase() === 'authorization') return headers[name] ?? '';
  return '';
};

const isAllowed = (statements: readonly Statement[], arn: string): boolean => {
  const fitting = statements.filter(({ resources }) => resources.some((resource) => resource.test(arn)));
  return fitting.length > 0 && fitting.every(({ effect }) => effect === 'Allow');
};
