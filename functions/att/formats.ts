import * as z from 'zod';
import { whenUsed } from '#domain/when-used';
import type { SuccessRule } from '#domain/success-rule';
import { textAt } from '#domain/json/json-pointer';
import type { UpstreamFacts } from '#domain/problems/problems';

/**
 * Forms in which AT&T is known, or has to be expected, to say that something went wrong. AT&T publishes no error
 * catalogue, so only forms 2 to 4 come from its pages (as members of 200 answers); the others are what its gateway
 * product and any intermediary send. First match wins.
 */
const text = () => z.string();
const code = () => z.union([z.string(), z.number()]).transform(String);

const formats: readonly { format: string; schema: () => z.ZodType<Omit<UpstreamFacts, 'status'>> }[] = [
  {
    format: '1 client id enforcement: {"error": "Invalid Client"}',
    schema: whenUsed(() => z.looseObject({ error: text() }).transform(({ error }) => ({ message: error }))),
  },
  {
    format: '2 credit flags: errorCode with logErrorMessage',
    schema: whenUsed(() =>
      z
        .looseObject({ errorCode: code().refine((value) => value !== ''), logErrorMessage: text().nullish() })
        .transform(({ errorCode, logErrorMessage }) => ({
          code: errorCode,
          ...(logErrorMessage ? { message: logErrorMessage } : {}),
        })),
    ),
  },
  {
    format: '3 flow outcome: status with statusMessage',
    schema: whenUsed(() =>
      z
        .looseObject({ status: code(), statusMessage: text() })
        .transform(({ status, statusMessage }) => ({ code: status, message: statusMessage })),
    ),
  },
  {
    format: '4 e-sign step: ESignIntegrationResponseStep.description',
    schema: whenUsed(() =>
      z
        .looseObject({ ESignIntegrationResponseStep: z.looseObject({ description: text() }) })
        .transform((body) => ({ message: body.ESignIntegrationResponseStep.description })),
    ),
  },
  {
    format: '5 nested error object: {"error": {code, message}}',
    schema: whenUsed(() =>
      z
        .looseObject({ error: z.looseObject({ code: code().optional(), message: text().optional() }) })
        .transform(({ error }) => compact(error.code, error.message)),
    ),
  },
  {
    format: '6 message, with or without a code',
    schema: whenUsed(() =>
      z.looseObject({ code: code().optional(), message: text() }).transform((body) => compact(body.code, body.message)),
    ),
  },
  {
    format: '7 status word alone',
    schema: whenUsed(() => z.looseObject({ status: code() }).transform(({ status }) => ({ code: status }))),
  },
  {
    format: '10 list of errors, as Salesforce writes them: [{message, errorCode}]',
    schema: whenUsed(() =>
      z
        .tuple([z.looseObject({ message: text(), errorCode: code().optional() })], z.unknown())
        .transform(([first]) => compact(first.errorCode, first.message)),
    ),
  },
  { format: '8 JSON of no known form', schema: whenUsed(() => z.unknown().transform(() => ({}))) },
];

const compact = (errorCode: string | undefined, message: string | undefined): Omit<UpstreamFacts, 'status'> => ({
  ...(errorCode === undefined ? {} : { code: errorCode }),
  ...(message === undefined ? {} : { message }),
});

/** Long enough for any sentence, too short for a page of HTML. */
const maximumMessageLength = 500;

export interface UpstreamError {
  /** Number and name of the form the answer had. */
  format: string;
  facts: UpstreamFacts;
}

/** What AT&T's answer says of a failure. HTML and other non-JSON bodies are named, not quoted. */
export const readError = (status: number, body: unknown, stated: SuccessRule['errorAt'] = []): UpstreamError => {
  if (body === undefined) return { format: '9 empty or not JSON', facts: { status } };
  for (const { code: codeAt, message } of stated) {
    const facts = compact(textAt(body, codeAt), textAt(body, message));
    if (Object.keys(facts).length > 0)
      return { format: '0 as the tenant states it', facts: { status, ...shortened(facts) } };
  }
  for (const { format, schema } of formats) {
    const { success, data } = schema().safeParse(body);
    if (success) return { format, facts: { status, ...shortened(data) } };
  }
  return { format: '8 JSON of no known form', facts: { status } };
};

const shortened = (facts: Omit<UpstreamFacts, 'status'>): Omit<UpstreamFacts, 'status'> => ({
  ...(facts.code === undefined ? {} : { code: facts.code.slice(0, maximumMessageLength) }),
  ...(facts.message === undefined ? {} : { message: facts.message.slice(0, maximumMessageLength) }),
});
