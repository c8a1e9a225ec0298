import * as z from 'zod';
import { Problem, problemTypes, type ProblemCode } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import type { GatewayResponse } from '#api/gateway-event';
import type { StoredResponse } from '#requests/request-record';

/** Headers that are an answer’s own; the others are made anew for whoever it is told to. */
const ownHeaders = ['warning', 'retry-after'] as const;

/** An answer as its record keeps it. */
export const storedResponseOf = ({ statusCode: status, headers = {}, body }: GatewayResponse): StoredResponse => {
  const own = ownHeaders.flatMap((name) =>
    headers[name] === undefined ? [] : [[name, String(headers[name])] as const],
  );
  return {
    ...{ status, contentType: String(headers['content-type']), body },
    ...(own.length > 0 && { headers: Object.fromEntries(own) }),
  };
};

/** A kept answer, as it is told once more. */
export const responseOf = ({ status, contentType, body, headers }: StoredResponse, callId: string): GatewayResponse => {
  const response = jsonResponse(status, body, callId);
  return { ...response, headers: { ...response.headers, ...headers, 'content-type': contentType } };
};

const document = z.looseObject({ code: z.enum(Object.keys(problemTypes) as ProblemCode[]) }); // keys of the closed table

/** The problem that a kept answer tells of. */
export const problemIn = ({ body, headers = {} }: StoredResponse): Problem => {
  const {
    code,
    type: _type,
    title: _title,
    status: _status,
    retryable: _retryable,
    callId: _callId,
    ...details
  } = document.parse(JSON.parse(body));
  const retryAfter = headers['retry-after'];
  // What is left of the document is what `problemDocument` made it of.
  return new Problem(code, { ...details, ...(retryAfter !== undefined && { retryAfterSeconds: Number(retryAfter) }) });
};
