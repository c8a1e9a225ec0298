import { Problem, problemDocument, problemTypes, type ProblemCode } from '#domain/problems/problems';
import type { CrossOriginSetting } from '../config/cross-origin';
import { toPages, type StaticAnswer } from './static-answer';

/**
 * Why API Gateway itself answers instead of a function, in its own words, and the problem a caller gets for it. It looks for a signature
 * only where there is no route: no other token would help there.
 */
export const gatewayResponseProblems = {
  ACCESS_DENIED: 'forbidden',
  API_CONFIGURATION_ERROR: 'internal-error',
  AUTHORIZER_CONFIGURATION_ERROR: 'internal-error',
  AUTHORIZER_FAILURE: 'service-unavailable',
  BAD_REQUEST_BODY: 'invalid-request',
  BAD_REQUEST_PARAMETERS: 'invalid-request',
  DEFAULT_4XX: 'invalid-request',
  DEFAULT_5XX: 'internal-error',
  EXPIRED_TOKEN: 'route-not-found',
  INTEGRATION_FAILURE: 'internal-error',
  INTEGRATION_TIMEOUT: 'upstream-timeout',
  INVALID_API_KEY: 'forbidden',
  INVALID_SIGNATURE: 'route-not-found',
  MISSING_AUTHENTICATION_TOKEN: 'route-not-found',
  QUOTA_EXCEEDED: 'too-many-requests',
  REQUEST_TOO_LARGE: 'request-too-large',
  RESOURCE_NOT_FOUND: 'route-not-found',
  THROTTLED: 'too-many-requests',
  UNAUTHORIZED: 'unauthorized',
  // Functions look at bodies themselves: API Gateway says so only where there is no route, or not by this method.
  UNSUPPORTED_MEDIA_TYPE: 'route-not-found',
  WAF_FILTERED: 'forbidden',
} as const satisfies Record<string, ProblemCode>;

/** Of the problems that are over by themselves. */
const retryAfterSeconds: Partial<Record<ProblemCode, number>> = { 'too-many-requests': 1, 'service-unavailable': 2 };

/** JSON that says the same in ASCII, because CloudFormation has a question mark for every other character of a template. */
const inAscii = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The answer to a problem found before any function ran. `callId` may be a placeholder that API Gateway fills in. */
export const staticProblem = (code: ProblemCode, callId: string): StaticAnswer => ({
  status: problemTypes[code].status,
  headers: {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(retryAfterSeconds[code] === undefined ? {} : { 'Retry-After': String(retryAfterSeconds[code]) }),
  },
  body: inAscii(JSON.stringify(problemDocument(new Problem(code), callId))),
});

/** What API Gateway answers when it does not get as far as a route or an integration, in the words of its import. */
export interface GatewayResponseBody {
  statusCode: string;
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
}

/** Every answer of API Gateway’s own, by its kind. @param crossOrigin which pages may read them */
export const gatewayResponses = (crossOrigin?: CrossOriginSetting): Record<string, GatewayResponseBody> =>
  Object.fromEntries(
    Object.entries(gatewayResponseProblems).map(([kind, code]) => {
      const { status, headers, body } = toPages(staticProblem(code, '$context.requestId'), crossOrigin);
      return [
        kind,
        {
          statusCode: String(status),
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
          ),
          responseTemplates: { 'application/json': body },
        },
      ];
    }),
  );

/**
 * Every method a path takes: whatever can be read has its headers alone as well, and where pages may call, browsers ask first.
 * @param served those that have a function
 */
export const methodsAt = (served: readonly string[], crossOrigin?: CrossOriginSetting): readonly string[] =>
  [...served, ...(served.includes('GET') ? ['HEAD'] : []), ...(crossOrigin ? ['OPTIONS'] : [])].sort();

/** The answer to a route that exists but does not take the method. @param methods that it takes */
export const methodNotAllowed = (methods: readonly string[], callId: string): StaticAnswer => {
  const answer = staticProblem('method-not-allowed', callId);
  return { ...answer, headers: { ...answer.headers, Allow: methods.join(', ') } };
};

/** What bodies are sent as by clients that call a route that is not there. To any other API Gateway has one answer for all that is not there. */
export const lookedPast = [
  'application/json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/octet-stream',
  'application/pdf',
  'application/x-www-form-urlencoded',
  'application/xml',
  'image/jpeg',
  'image/png',
  'multipart/form-data',
  'text/csv',
  'text/html',
  'text/plain',
  'text/xml',
];

/** What a caller gets where a mock integration is to answer. @param contentType of the call; JSON where it says none @param crossOrigin which pages may read it */
export const answeredTo = (
  contentType: string | undefined,
  answer: StaticAnswer,
  callId: string,
  crossOrigin?: CrossOriginSetting,
): StaticAnswer => {
  const [type = ''] = (contentType ?? 'application/json').split(';', 1);
  return (answer.looksPast ?? lookedPast).includes(type.trim().toLowerCase())
    ? answer
    : toPages(staticProblem(gatewayResponseProblems.UNSUPPORTED_MEDIA_TYPE, callId), crossOrigin);
};
