import { allowing, allowingHeader, onAnswerWith, preflightHeaders } from '#api/cross-origin';
import type { CrossOriginSetting } from '../config/cross-origin';

/** What is answered without a function. */
export interface StaticAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Of the pages that are told they may call, by the origin that a call has; absent where the answer is the same for everybody. */
  origins?: readonly string[];
  /** Types of bodies it is answered to all the same; absent: `lookedPast`. */
  looksPast?: readonly string[];
}

/**
 * An answer that is the same for everybody, as pages may read it. What API Gateway answers by itself knows no conditions, so that it names
 * the one origin there is; where there are several, the tenant has stated that any page may read it.
 */
export const toPages = (answer: StaticAnswer, crossOrigin: CrossOriginSetting | undefined): StaticAnswer => {
  if (!crossOrigin) return answer;
  const { origins, answersOfApiGateway } = crossOrigin;
  const allowed = answersOfApiGateway === 'any-origin' ? '*' : origins.join();
  return { ...answer, headers: { ...answer.headers, ...onAnswerWith(answer.headers), [allowingHeader]: allowed } };
};

/** The answer to what a browser asks before a page’s call, which has no body. @param methods that the path takes */
export const preflight = (methods: readonly string[], crossOrigin: CrossOriginSetting): StaticAnswer => ({
  status: 204,
  headers: preflightHeaders(methods, crossOrigin.maxAgeSeconds),
  body: '',
  origins: crossOrigin.origins,
  looksPast: ['application/json'],
});

/** The headers of an answer to a call of that origin. */
export const headersTo = (
  { headers, origins = [] }: StaticAnswer,
  origin: string | undefined,
): Record<string, string> => ({
  ...headers,
  ...allowing(origins, origin),
});

/** The same for API Gateway, before the body of a mock integration’s answer. It keeps the capitals of the caller’s header. */
export const templateOf = ({ origins, body }: StaticAnswer): string =>
  origins
    ? [
        "#set($origin = $input.params('Origin'))",
        "#if($origin == '')#set($origin = $input.params('origin'))#end",
        `#if(${origins.map((one) => `$origin == '${one}'`).join(' || ')})`,
        `#set($context.responseOverride.header.${allowingHeader} = $origin)`,
        '#end',
        body,
      ].join('\n')
    : body;
