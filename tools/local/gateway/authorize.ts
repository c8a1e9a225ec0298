import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { remembered } from '#domain/remembered';
import { gatewayResponseProblems } from '../../../lib/constructs/gateway-responses';
import { authorizerEventOf, methodArnOf, type AuthorizerContext, type Call } from './proxy-event';
import type { Functions } from './functions';

/** `*` stands for any characters. */
const patternOf = remembered(
  (resource) => new RegExp(`^${resource.replaceAll(/[^\w*]/g, String.raw`\$&`).replaceAll('*', '.*')}$`),
);

const resources = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .transform((listed) => listed.map(patternOf));

const authorizerAnswer = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Resource: resources })),
  }),
  // API Gateway hands on every value as a string.
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
});
type AuthorizerAnswer = z.infer<typeof authorizerAnswer>;

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
      return authorizerAnswer.parse(await authorizer(authorizerEventOf(call, region)));
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
    const { principalId, policyDocument, context } = await answerFor(token, call);
    if (!isAllowed(policyDocument.Statement, methodArnOf(call, region))) throw new Problem('forbidden');
    return Object.assign({ ...context }, { principalId, integrationLatency: 0 });
  };
};

/** The header the gateway tells callers apart by. */
const identityOf = ({ headers }: Call): string => {
  for (const name in headers) if (name.toLowerCase() === 'authorization') return headers[name] ?? '';
  return '';
};

const isAllowed = (statements: AuthorizerAnswer['policyDocument']['Statement'], arn: string): boolean => {
  const effects = statements.filter(({ Resource }) => Resource.some((resource) => resource.test(arn)));
  return effects.length > 0 && effects.every(({ Effect }) => Effect === 'Allow');
};
