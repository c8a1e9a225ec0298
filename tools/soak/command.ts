import * as z from 'zod';

const callSchema = z.object({
  kind: z.literal('call'),
  /** Id of an operation or of a route of the gateway’s own. */
  route: z.string(),
  solutionProvider: z.string(),
  path: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** What Lambda says is left for the call. */
  remainingMs: z.number().default(29_000),
});
export type GatewayCall = z.input<typeof callSchema>;

/** What a handler process is told to do. */
export const commandSchema = z.discriminatedUnion('kind', [
  callSchema,
  /** A run of the reconciler, so much later. */
  z.object({ kind: z.literal('reconcile'), solutionProviders: z.array(z.string()), laterMs: z.number() }),
]);
export type Command = z.output<typeof commandSchema>;

const answerSchema = z.object({
  kind: z.literal('answer'),
  status: z.number(),
  /** Lower-case names. */
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type Answer = z.output<typeof answerSchema>;

const reportSchema = z.object({ kind: z.literal('report'), report: z.record(z.string(), z.number()) });

/** What a handler process says of it. */
export const replySchema = z.discriminatedUnion('kind', [
  answerSchema,
  reportSchema,
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);
export type Reply = z.output<typeof replySchema>;
