import { Problem, problemDocument, problemTypes, type ProblemCode } from '#domain/problems/problems';

/** Why API Gateway itself answers instead of a function, in its own words, and the problem a caller gets for it. */
export const gatewayResponseProblems = {
  ACCESS_DENIED: 'forbidden',
  API_CONFIGURATION_ERROR: 'internal-error',
  AUTHORIZER_CONFIGURATION_ERROR: 'internal-error',
  AUTHORIZER_FAILURE: 'internal-error',
  BAD_REQUEST_BODY: 'invalid-request',
  BAD_REQUEST_PARAMETERS: 'invalid-request',
  DEFAULT_4XX: 'invalid-request',
  DEFAULT_5XX: 'internal-error',
  EXPIRED_TOKEN: 'unauthorized',
  INTEGRATION_FAILURE: 'internal-error',
  INTEGRATION_TIMEOUT: 'upstream-timeout',
  INVALID_API_KEY: 'forbidden',
  INVALID_SIGNATURE: 'unauthorized',
  MISSING_AUTHENTICATION_TOKEN: 'route-not-found',
  QUOTA_EXCEEDED: 'too-many-requests',
  REQUEST_TOO_LARGE: 'request-too-large',
  RESOURCE_NOT_FOUND: 'route-not-found',
  THROTTLED: 'too-many-requests',
  UNAUTHORIZED: 'unauthorized',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported-media-type',
  WAF_FILTERED: 'forbidden',
} as const satisfies Record<string, ProblemCode>;

const retryAfterSeconds = 1;

/** A problem answered without a function: its status, headers and body. */
export interface StaticAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The answer to a problem found before any function ran. `requestId` may be a placeholder that API Gateway fills in. */
export const staticProblem = (code: ProblemCode, requestId: string): StaticAnswer => ({
  status: problemTypes[code].status,
  headers: {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(code === 'too-many-requests' ? { 'Retry-After': String(retryAfterSeconds) } : {}),
  },
  body: JSON.stringify(problemDocument(new Problem(code), requestId)),
});

/** The answer to a route that exists but does not take the method. */
export const methodNotAllowed = (allowed: readonly string[], requestId: string): StaticAnswer => {
  const answer = staticProblem('method-not-allowed', requestId);
  return { ...answer, headers: { ...answer.headers, Allow: [...allowed].sort().join(', ') } };
};
