import * as z from 'zod';

/** The chain of what operators do by the command line. No Solution Provider’s id has such a sign, so it is nobody’s. */
export const operatorsChain = '_operators';

/** `begun` comes before anything is changed, and is followed by how it ended, unless whoever did it died on the way. */
export const auditPhases = ['begun', 'done', 'refused', 'failed'] as const;

/** What an entry says, before it has its place. */
export const auditFactsSchema = z.object({
  /** The same however often it is told. */
  id: z.string(),
  at: z.iso.datetime(),
  /** An operator’s ARN, or `client:` and a client’s id. */
  actor: z.string(),
  /** E.g. `client grant`, `change-number`. */
  action: z.string(),
  phase: z.enum(auditPhases),
  solutionProviders: z.array(z.string()),
  /** Ids of the gateway’s and of clients, words of closed lists. Nothing personal: an entry is never erased. */
  about: z.record(z.string(), z.string()),
  /** Keyed hashes of what may be personal, or is too long: `before`, `after`, `resource`, `person`, `reason`. */
  hashes: z.record(z.string(), z.string()),
});
export type AuditFacts = z.output<typeof auditFactsSchema>;

export const auditEntrySchema = auditFactsSchema.extend({
  chain: z.string(),
  /** From 1, without gaps. */
  sequence: z.int().min(1),
  /** `mac` of the entry before; empty in the first. */
  previous: z.string(),
  /** Keyed hash of everything else. */
  mac: z.string(),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

/** What says how long a chain is, so that its end cannot be cut off unseen. */
export const auditHeadSchema = z.object({
  sequence: z.int().min(1),
  /** Of the entry at that place. */
  mac: z.string(),
  /** Keyed hash of chain, sequence and mac. */
  seal: z.string(),
});
export type AuditHead = z.output<typeof auditHeadSchema>;

/**
 * Of an entry that begins a chain anew because a key is lost: `about.upTo` says up to which place entries cannot be proven
 * that were signed with it, `hashes.unproven` what stood there, so that nobody changes it from then on.
 */
export const begunAnew = 'audit begin-anew';

/** For what the keyed hashes of entries are made: those of values are the same in every chain, so that a person can be looked for. */
export const macPlace = (chain: string): string => `audit entry of ${chain}`;
export const sealPlace = (chain: string): string => `audit head of ${chain}`;
export const valuePlace = 'audit value';

/** Twelve digits, so that keys sort as their numbers do. */
export const sequenceText = (sequence: number): string => String(sequence).padStart(12, '0');
