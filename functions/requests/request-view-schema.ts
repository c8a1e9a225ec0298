import * as z from 'zod';
import { labelShape } from '#domain/labels';
import { subjectNames } from '#requests/about';
import { requestOutcomes } from '#requests/request-outcome';
import { requestIdPattern } from '#requests/request-record';
import { within, type LinkPlaces } from '#domain/links';
import { problemLinks } from '#domain/problems/problems';

const aboutSchema = z
  .partialRecord(z.enum(subjectNames), z.array(z.string()))
  .describe('Ids it was about, the caller’s and those AT&T gave. `attReference`: AT&T’s id of what has no other name.');

export const requestIdParameter = z.string().regex(requestIdPattern, 'must be a request id as the gateway gave it');

/** A write as its caller sees it. */
export const requestViewSchema = z.object({
  requestId: z.string().describe('Id of the record; the same in every answer, event and list.'),
  operation: z.string().describe('Id of the operation.'),
  solutionProvider: z.string(),
  outcome: z
    .enum(requestOutcomes)
    .describe('`unknown`: AT&T may have done it; the gateway tries to find out and sends nothing again.'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  ...labelShape,
  about: aboutSchema,
  whatHappensNext: z.string(),
  evidence: z.array(z.string()).describe('What was learned trying to find out.'),
  foundBy: z
    .object({ operation: z.string(), body: z.unknown() })
    .describe('The read that settled an unknown outcome, and AT&T’s answer to it.')
    .optional(),
  upstreamAnswer: z
    .object({
      status: z.int(),
      contentType: z.string().optional(),
      body: z
        .unknown()
        .describe(
          'JSON where it is JSON, otherwise a text. Secrets are `[secret]`, numbers as AT&T wrote them. Absent while the gateway cannot open it.',
        )
        .optional(),
      receivedAt: z.iso.datetime(),
      isCut: z
        .literal(true)
        .describe('Its end is missing: it broke off, was not there in time, or is longer than 16 KB.')
        .optional(),
    })
    .describe('What AT&T answered, where nobody could tell what it means. A corrected rule may decide by it.')
    .optional(),
  answer: z
    .object({ status: z.int(), body: z.unknown() })
    .describe('The answer the caller got or would have got.')
    .optional(),
});

/** Where links stand in it: in the answer, where that is a problem. */
export const requestLinks: LinkPlaces = within('/answer/body', problemLinks);
