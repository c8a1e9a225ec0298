import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { authorizerContextOf, type Caller } from '#api/caller';
import type { Grant } from '#api/grants';
import type { WindowStanding } from '#api/window-standing';

/** API Gateway takes no larger answer of an authorizer: every call of such a client would end in a 500. */
export const mostAnswerBytes = 8_192;

/** Lets a client call every route, and says what it may do there. */
export const allowing = (methodArn: string, caller: Caller): APIGatewayAuthorizerResult => ({
  principalId: caller.clientId,
  policyDocument: policyOf(methodArn, 'Allow'),
  context: authorizerContextOf(caller),
});

export const denying = (methodArn: string, clientId: string): APIGatewayAuthorizerResult => ({
  principalId: clientId,
  policyDocument: policyOf(methodArn, 'Deny'),
  context: {},
});

export const bytesOf = (answer: APIGatewayAuthorizerResult): number => Buffer.byteLength(JSON.stringify(answer));

const bytesAtMost = new WeakMap<Grant, number>();

/** How many bytes an answer about a grant has, if they are more than API Gateway takes; else undefined. */
export const tooManyBytes = (answer: APIGatewayAuthorizerResult, grant: Grant): number | undefined => {
  const atMost = bytesAtMost.get(grant) ?? answerBytes(grant);
  bytesAtMost.set(grant, atMost);
  if (atMost <= mostAnswerBytes) return undefined;
  const bytes = bytesOf(answer);
  return bytes > mostAnswerBytes ? bytes : undefined;
};

/** What a grant’s answer takes at most, whoever the client is, how often it calls, wherever the API, and whichever of them are restricted. */
export const answerBytes = ({ solutionProviders, scopes }: Pick<Grant, 'solutionProviders' | 'scopes'>): number =>
  bytesOf(
    allowing(longestMethodArn, {
      clientId: 'x'.repeat(longestClientId),
      solutionProviders,
      scopes,
      standing: longestStanding,
      restricted: { disabled: [], readOnly: [], contact: 'x'.repeat(longestContact) },
    }),
  );

const longestClientId = 256;
/** Of the most that a client may be let call. */
const longestStanding: readonly WindowStanding[] = [
  { name: 'burst', quota: 4_000, seconds: 10, left: 3_999, resetSeconds: 10 },
  { name: 'daily', quota: 100_000_000, seconds: 86_400, left: 99_999_999, resetSeconds: 86_400 },
];
/** Of the tenant’s setting. */
const longestContact = 100;
const longestMethodArn = 'arn:aws-us-gov:execute-api:ap-southeast-1:123456789012:abcdefghij/production/';

const policyOf = (methodArn: string, effect: 'Allow' | 'Deny'): APIGatewayAuthorizerResult['policyDocument'] => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: everyRoute(methodArn) }],
});

/** `arn:…:api/stage/*` from the ARN of the method called. */
const everyRoute = (methodArn: string): string => `${methodArn.split('/').slice(0, 2).join('/')}/*`;
