import * as z from 'zod';
import { longRunningUpdateSchema } from '#domain/mobility/observation';

export type Program = 'apex' | 'alliance';

/**
 * What can be known of an order. Those of `subOrderFacts` are known per sub-order and stored as `name:subOrderId`.
 */
export const orderFacts = [
  'quote',
  'endCustomer',
  'credit',
  'contract',
  'signature',
  'order',
  'group',
  'status',
  'completion',
  'businessAccountName',
] as const;
export const subOrderFacts = [
  'installationAndShipping',
  'installation',
  'shipping',
  'portReservation',
  'billing',
  'enrichmentRecords',
  'handoff',
] as const;
export type OrderFactName = (typeof orderFacts)[number];
export type SubOrderFactName = (typeof subOrderFacts)[number];
export type FactName = OrderFactName | SubOrderFactName;

export const isPerSubOrder = (name: FactName): boolean => (subOrderFacts as readonly string[]).includes(name);

/** Characters that a fact has at most which a request says of its order: AT&T’s answer is no proof of longer ones. */
export const longestAskedFact = 128;

/** Key a fact is stored under. */
export const factKey = (name: FactName, subOrderId?: string): string =>
  subOrderId === undefined ? name : `${name}:${subOrderId}`;

/**
 * Values a fact goes through, from early to late. It only ever moves to the right; values in one group are
 * alternatives of the same rank. Facts with free values (status words as AT&T answers them) are ordered by time instead.
 */
const course: Partial<Record<FactName, readonly (readonly string[])[]>> = {
  quote: [['created'], ['configured']],
  endCustomer: [['assigned']],
  credit: [['requested'], ['manual-review'], ['approved', 'declined']],
  contract: [['sent']],
  signature: [['awaited'], ['declined'], ['signed']],
  order: [['created']],
  completion: [['completed', 'cancelled']],
  installationAndShipping: [['enriched']],
  installation: [['enriched']],
  shipping: [['enriched']],
  portReservation: [['enriched']],
  billing: [['enriched']],
  enrichmentRecords: [['present']],
  group: [['enriched']],
  handoff: [['done']],
};

/** Values the fact may have had before it takes this one; undefined when any, which is so for free values. */
export const valuesBefore = (name: FactName, value: string): readonly string[] | undefined => {
  const groups = course[name];
  if (!groups) return undefined;
  const rank = groups.findIndex((group) => group.includes(value));
  return groups.slice(0, Math.max(0, rank)).flat();
};

/** Every value the fact takes, from early to late; undefined when any. */
export const valuesOf = (name: FactName): readonly string[] | undefined => course[name]?.flat();

/** `observed`: we saw AT&T’s answer. `attested`: the partner told us. `inferred`: it follows from another fact. */
export const provenances = ['observed', 'attested', 'inferred'] as const;

const plainFact = z.object({
  value: z.string(),
  provenance: z.enum(provenances),
  /** When it was so, as far as known. */
  at: z.iso.datetime(),
  /** Client that attested it, or whose call showed it. */
  by: z.string().optional(),
  /** Reference to a document or message the partner keeps. */
  evidence: z.string().optional(),
  /** The words AT&T answered. */
  raw: z.record(z.string(), z.string()).optional(),
  requestId: z.string().optional(),
});

export const factSchema = plainFact.extend({
  /** Of an attested fact: what was known before, and is again once the attestation is retracted. */
  supersedes: plainFact.optional(),
});
export type Fact = z.output<typeof factSchema>;

/** A fact to be recorded. */
export const newFactSchema = plainFact.extend({
  name: z.enum([...orderFacts, ...subOrderFacts]),
  subOrderId: z.string().optional(),
});
export type NewFact = z.output<typeof newFactSchema>;

/** What AT&T’s answer to a call tells of the order, or of the other tracked item, that it was about. */
export const trackingUpdateSchema = z.object({
  facts: z.array(newFactSchema),
  /** Ids AT&T gave to what was ordered. */
  ids: z.object({ orderId: z.string(), subOrderIds: z.array(z.string()) }).optional(),
  progress: longRunningUpdateSchema.optional(),
  /** The telephone number a line has from now on. */
  newNumber: z.string().optional(),
});
export type TrackingUpdate = z.output<typeof trackingUpdateSchema>;
