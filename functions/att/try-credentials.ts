import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Attempt } from '#att/attempt';
import type { CredentialStore } from '#att/credential-store';
import type { Verdict } from '#att/judge';
import type { BoundBinding } from '#att/upstream-request';
import type { Operation } from '#domain/define-operation';
import { parseJson } from '#domain/json/parse-json';
import { Problem } from '#domain/problems/problems';

const parameters = z.record(z.string(), z.string()).default({});

/** Asks to try a stored pair of a Solution Provider by the first of some reads that the deployment can make. */
export const credentialTrialSchema = z.object({
  solutionProvider: z.string(),
  slot: z.enum(['current', 'next']),
  reads: z.array(z.object({ operation: z.string(), path: parameters, query: parameters, body: z.string().optional() })),
});
export type CredentialTrial = z.output<typeof credentialTrialSchema>;

/**
 * `accepted`, `refused`: by AT&T. `undecided`: it did not answer, or with something that does not tell. `missing`: nothing usable
 * is stored there. `unbound`: none of the reads reaches AT&T in this deployment.
 */
export const trialVerdicts = ['accepted', 'refused', 'undecided', 'missing', 'unbound'] as const;
export type TrialVerdict = (typeof trialVerdicts)[number];

/** What was tried, and what came of it. */
export const trialResultSchema = z.object({
  verdict: z.enum(trialVerdicts),
  operation: z.string().optional(),
  status: z.int().optional(),
});
export type TrialResult = z.output<typeof trialResultSchema>;

interface CredentialTrialOptions {
  attempt: Attempt;
  /** One that remembers nothing: what is tried was stored a moment ago. */
  credentials: Pick<CredentialStore, 'read'>;
  operationOf: (id: string) => Operation | undefined;
  bindingOf: (operation: Operation) => BoundBinding | undefined;
  now: () => number;
}

const deadlineMs = 15_000;

/** Tries one pair with a read, once, whatever the other is worth. Only `safe` operations are ever asked. */
export const tryCredentials = async (
  { attempt, credentials, operationOf, bindingOf, now }: CredentialTrialOptions,
  { solutionProvider, slot, reads }: CredentialTrial,
): Promise<TrialResult> => {
  for (const { operation: id, path, query, body } of reads) {
    const operation = operationOf(id);
    const binding = operation?.idempotency === 'safe' ? bindingOf(operation) : undefined;
    if (!operation || !binding) continue;
    const secret = await storedSecret(credentials, solutionProvider, operation);
    const pair = secret?.[slot];
    if (!secret || !pair) return { verdict: 'missing' };
    const callId = `credentials-${randomUUID()}`;
    const call = {
      ...{ operation, binding, solutionProvider, callId },
      request: { path, query, ...(body !== undefined && { body: parseJson(body) }) },
      trace: { traceId: callId, transactionId: randomUUID() },
      deadline: now() + deadlineMs,
    };
    const result = await attempt(call, pair, secret);
    if (result.answer === undefined) return { verdict: 'undecided', operation: id };
    const { status } = result.answer;
    return { verdict: meaningOf(result.verdict.outcome, status), operation: id, status };
  }
  return { verdict: 'unbound' };
};

/** AT&T looks at who asks before it looks at what is asked for, so a plain refusal of the question accepts the pair. */
const meaningOf = (outcome: Verdict['outcome'], status: number): TrialVerdict => {
  if (outcome === 'unauthorized') return 'refused';
  if (outcome === 'succeeded') return 'accepted';
  return outcome === 'rejected' && status !== 403 ? 'accepted' : 'undecided';
};

const storedSecret = async (
  credentials: Pick<CredentialStore, 'read'>,
  solutionProvider: string,
  { family }: Operation,
) => {
  try {
    return await credentials.read(solutionProvider, family);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};
