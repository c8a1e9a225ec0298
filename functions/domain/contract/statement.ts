import * as z from 'zod';

const pointer = z.string().regex(/^(\/.*)?$/s, 'must be a JSON pointer (RFC 6901): empty, or starting with `/`');

/** Where AT&T’s document has a member; `null`: it has none. */
export type MemberAt = string | null | MemberWith;

interface MemberWith {
  at: string;
  /** AT&T’s words for the gateway’s, in any case of letters. */
  words?: Record<string, string> | undefined;
  /** Of a list: the members of each element. */
  each?: Members | undefined;
}

/** Where AT&T’s document has what the gateway reads, by the pointer under which the operation’s reference has it. */
export type Members = Readonly<Record<string, MemberAt>>;

const memberWith: z.ZodType<MemberWith> = z.strictObject({
  at: pointer,
  words: z.record(z.string(), z.string()).optional(),
  get each() {
    return membersSchema.optional();
  },
});

const membersSchema: z.ZodType<Members> = z.record(pointer, z.union([pointer, z.null(), memberWith]));

/** What an answer has to show: at each pointer one of some words, in any case of letters, or (`true`) anything at all. */
const conditionSchema = z
  .record(pointer, z.union([z.literal(true), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)]))
  .refine((condition) => Object.keys(condition).length > 0, 'must name at least one pointer');
export type Condition = z.output<typeof conditionSchema>;

/** A list of one element in each row of a bulk write. */
const packsSchema = z.strictObject({
  /** The list in the request. */
  at: pointer,
  /** What tells its elements apart. */
  by: pointer,
  /** Elements a call may have. */
  most: z.int().min(1).max(1_000),
  /** The list in the answer and what tells its elements apart, where they are not as in the request. */
  answer: z.strictObject({ at: pointer, by: pointer }).optional(),
});

/** The shape that the operation’s reference shows. */
const asDocumented = z.literal('as-documented');

export const requestStatementSchema = z.strictObject({
  members: membersSchema.default({}),
  /** Of what is never stored, logged or shown; `*` stands for every element of a list. */
  secretMembers: z.array(pointer).default([]),
  packs: packsSchema.optional(),
  /** JSON Schema, draft 2020-12 or 07. Absent: whatever the caller sends goes to AT&T. */
  schema: z.record(z.string(), z.unknown()).optional(),
});
export type RequestStatement = z.output<typeof requestStatementSchema>;

export const answerStatementSchema = z.strictObject({
  members: membersSchema.default({}),
  /** An answer that meets one of them says that it is done. Absent: the operation’s own rule over `members` decides. */
  done: z.array(conditionSchema).min(1).optional(),
  /** An answer that meets one of them says that nothing was done. Absent: AT&T’s usual flags of failure decide. */
  refused: z.array(conditionSchema).min(1).optional(),
  /** Sentences by which AT&T says that it found none. */
  noneFound: z.array(z.string().min(1)).optional(),
  /** Where an answer that is no success has its code and its message; the first place that has any counts. */
  errors: z.array(z.strictObject({ code: pointer.optional(), message: pointer.optional() })).optional(),
});
export type AnswerStatement = z.output<typeof answerStatementSchema>;

/** One message as AT&T’s reference or a trace shows it, to prove the statement with. */
const pushSampleSchema = z.strictObject({
  name: z.string().min(1).max(200),
  body: z.unknown(),
  /** The gateway’s word for how things stand by it. Absent: nobody says. */
  state: z.string().min(1).optional(),
});
export type PushSample = z.output<typeof pushSampleSchema>;

/** A message that AT&T sends by itself, of what a polled read shows. */
const pushStatementSchema = z.strictObject({
  /** What a message has to show to be of this. Absent: any that has an id at `id`. */
  when: conditionSchema.optional(),
  /** Where it has the id that the read takes. */
  id: pointer,
  /** Where it has since when that is so. Absent: nobody can tell it from one that was overtaken on its way. */
  at: pointer.optional(),
  /** Where it has what the read’s answer has. Absent: it tells only that there is news, and AT&T is asked. */
  members: membersSchema.optional(),
  samples: z.array(pushSampleSchema).max(50).optional(),
});
/** What functions know of it. */
export type PushStatement = Omit<z.output<typeof pushStatementSchema>, 'samples'>;

/** One call as AT&T’s reference or a trace shows it, to prove the statement with. */
const sampleSchema = z.strictObject({
  name: z.string().min(1).max(200),
  path: z.record(z.string(), z.string()).default({}),
  query: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  /** What AT&T gets of it, as far as the reference or the trace shows that. */
  sent: z.strictObject({ method: z.string(), url: z.url(), headers: z.array(z.string()).default([]) }).optional(),
  answer: z.strictObject({ status: z.int().min(100).max(599), body: z.unknown() }),
  /** What AT&T means by it. */
  means: z.enum(['done', 'refused', 'unknown']),
});
export type Sample = z.output<typeof sampleSchema>;

/** The shape of an operation’s documents, as a tenant states it from the contract AT&T gave it. */
export const shapeStatementShape = {
  request: z.union([asDocumented, requestStatementSchema]).optional(),
  answer: z.union([asDocumented, answerStatementSchema]).optional(),
  push: pushStatementSchema.optional(),
  samples: z.array(sampleSchema).max(50).optional(),
};

/** What is wrong with a document, by its place in it. */
export interface Mistake {
  path: readonly string[];
  detail: string;
}

/** What functions know of an operation’s documents where they are not as its reference shows. */
export interface Stated {
  request?: RequestStatement & { check?: ((body: unknown) => readonly Mistake[]) | undefined };
  answer?: AnswerStatement;
  push?: PushStatement;
}

/** By operation. */
export type Contract = Readonly<Record<string, Stated>>;
