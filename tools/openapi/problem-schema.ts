import * as z from 'zod';
import { problemTypes, type ProblemCode } from '#domain/problems/problems';

const codes = Object.keys(problemTypes) as ProblemCode[]; // keys of the closed table

const httpStatus = z.int().min(100).max(599);

const fieldError = z
  .object({
    pointer: z.string().optional().describe('JSON pointer (RFC 6901) to the member of the body.'),
    parameter: z.string().optional().describe('The header, path or query parameter, when it is not in the body.'),
    detail: z.string().describe('What is wrong with it.'),
  })
  .describe('One thing wrong with the request.');

const missingFact = z.object({ fact: z.string(), needed: z.string(), known: z.string() });

const nextStep = z.looseObject({
  operation: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  available: z.boolean().describe('Whether it can be taken now.'),
  actor: z.enum(['you', 'end-customer', 'old-carrier', 'att']).describe('Who has to act.'),
  needs: z.array(z.string()).optional(),
  description: z.string(),
});

/** An RFC 9457 problem document as the gateway writes it. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:att-partner-gateway:problem:` and the code.'),
    title: z.string().describe('The kind of problem, in words.'),
    status: httpStatus.describe('The HTTP status.'),
    code: z.enum(codes).describe('The kind of problem. Codes never change their meaning; new ones may come.'),
    retryable: z.boolean().describe('Whether the same call may succeed later, unchanged.'),
    hint: z.string().describe('What to do next.'),
    callId: z
      .string()
      .describe(
        'The id of the call, as in `x-request-id`; names it to whoever runs the gateway. Of a write that has a record, `GET /v1/requests/{callId}` answers it.',
      ),
    detail: z.string().optional().describe('What is particular to this call.'),
    errors: z.array(fieldError).optional(),
    upstream: z
      .object({
        status: httpStatus.optional().describe('The HTTP status AT&T answered with.'),
        code: z.string().optional().describe('AT&T’s error code.'),
        message: z.string().optional().describe('The text AT&T answered, credentials taken out.'),
      })
      .optional()
      .describe('What AT&T said.'),
    missing: z.array(missingFact).optional().describe('What the order lacks for the step.'),
    nextSteps: z.array(nextStep).optional().describe('What can be done now.'),
    request: z
      .string()
      .optional()
      .describe('Address of the record of the write, where it has one; also in the header `x-request-record`.'),
    firstRequest: z.string().optional().describe('Address of the request that did it first.'),
  })
  .describe('An RFC 9457 problem document.');
