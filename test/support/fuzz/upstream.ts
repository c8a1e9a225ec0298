import * as z from 'zod';
import type { Example } from '#domain/define-examples';
import type { Operation } from '#domain/define-operation';
import { TransportError, type Transport, type WireAnswer, type WireRequest } from '#att/transport';
import type { BoundBinding } from '#att/upstream-request';
import { wireAnswer } from '../fakes';

/** How AT&T takes a call: as documented, with a refusal that repeats all it was sent, or badly. */
export const manners = ['done', 'echo', 'garbage', 'empty', 'failed', 'reset', 'refused-credentials'] as const;
export type Manner = (typeof manners)[number];

const echoOf = ({ url, headers, body }: WireRequest): string => `${url.href} ${JSON.stringify(headers)} ${body ?? ''}`;

const answerIn = (manner: Manner, request: WireRequest, documented: Example['answer']): WireAnswer => {
  switch (manner) {
    case 'done':
      return wireAnswer(documented.status, documented.body);
    case 'echo':
      return wireAnswer(400, { error: { code: 'E-1', message: echoOf(request).slice(-450) } });
    case 'garbage':
      return wireAnswer(200, `<html>${echoOf(request)}</html>`);
    case 'empty':
      return wireAnswer(204, '');
    case 'failed':
      return wireAnswer(500, { message: echoOf(request).slice(-450) });
    case 'refused-credentials':
      return wireAnswer(401, { error: echoOf(request).slice(-450) });
    case 'reset':
      throw new TransportError('reset', true);
  }
};

/** AT&T as far as one call goes. What it was sent is kept. */
export const recordingUpstream = () => {
  const sent: WireRequest[] = [];
  let answer: (request: WireRequest) => WireAnswer = () => wireAnswer(500, {});
  const transport: Transport = async (request) => {
    await Promise.resolve();
    sent.push(request);
    return answer(request);
  };
  const expectCall = (manner: Manner, documented: Example['answer']): void => {
    sent.length = 0;
    answer = (request) => answerIn(manner, request, documented);
  };
  return { sent, transport, expectCall };
};

const headerNames = [
  'accept',
  'client_id',
  'client_secret',
  'content-type',
  'source',
  'x-trace-id',
  'x-transaction-id',
];

const harmless = /^[\x20-\x7e]*$/;
const printable = /^[\p{L}\p{M}\p{P}\p{S} 0-9]*$/u;
const harmlessSegment = /^[\x21-\x2e\x30-\x5b\x5d-\x7e]+$/;

/** What is wrong with a request that left for AT&T; nothing, if every value in its address and headers is one a schema allows. */
export const faultsOf = (
  operation: Operation,
  binding: BoundBinding,
  { url, headers, body }: WireRequest,
): string[] => [
  ...pathFaults(operation, binding, url),
  ...queryFaults(operation, url),
  ...Object.entries(headers).flatMap(([name, value]) => [
    ...(headerNames.includes(name) ? [] : [`header ${name}`]),
    ...(harmless.test(value) ? [] : [`value of header ${name}`]),
  ]),
  ...(body === undefined || isJson(body) ? [] : ['body is not JSON']),
];

type Parameters = Record<string, z.core.$ZodType & { safeParse: (value: unknown) => { success: boolean } }>;

const pathFaults = ({ request }: Operation, { baseUrl, path }: BoundBinding, url: URL): string[] => {
  const expected = (new URL(baseUrl).pathname.replace(/\/$/, '') + path).split('/');
  const segments = url.pathname.split('/');
  if (segments.length !== expected.length) return [`path ${url.pathname}`];
  const parameters: Parameters = {
    ...request.query?.shape,
    ...request.path?.shape,
  };
  return segments.flatMap((segment, index) => {
    const name = /^\{(\w+)\}$/.exec(expected[index]!)?.[1];
    if (name === undefined) return segment === expected[index] ? [] : [`segment ${segment}`];
    const value = decodeURIComponent(segment);
    const isAllowed = parameters[name]?.safeParse(value).success === true && harmlessSegment.test(value);
    return isAllowed && value !== '..' && value !== '.' ? [] : [`parameter ${name}: ${JSON.stringify(value)}`];
  });
};

const queryFaults = ({ request }: Operation, url: URL): string[] => {
  const given = [...url.searchParams];
  const odd = given.filter(([name, value]) => !harmless.test(name) || !printable.test(value));
  if (odd.length > 0 || url.hash !== '' || url.username !== '') return [`query ${url.search}`];
  const shape: Parameters = request.query?.shape ?? {};
  return given
    .filter(([name, value]) => !(Object.hasOwn(shape, name) ? shape[name]! : passedOn).safeParse(value).success)
    .map(([name]) => `query ${name} in ${url.search}`);
};

/** What a read hands on without knowing it. */
const passedOn = z.string().regex(/^[0-9A-Za-z_ :,+-]{1,128}$/);

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
