import * as z from 'zod';
import { changesMadeIn, isLine } from '#events/line-image';
import type { ItemChange } from '#events/stream-record';
import { resourceOf, standingOf } from '#events/tracked-image';
import { requestRecords } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import { whoStated } from '#requests/stated-outcome';

/** What a caller did that is worth remembering for good: who, for whom, and what of it only as keyed hashes. */
export interface AuditedAct {
  solutionProvider: string;
  at: string;
  /** The client. */
  by: string;
  action: string;
  /** Nothing personal. */
  about: Record<string, string>;
  personal: Record<string, string | undefined>;
  /** Makes it one act, however often it is told. */
  identity: readonly (string | number)[];
}

/**
 * Sensitive changes of lines that were made, facts of orders that were attested or taken back, and requests whose outcome a
 * caller stated, which frees their key or their step. @throws z.ZodError for an item that is not of its shape
 */
export const auditedActs = (key: Key, changes: readonly ItemChange[]): AuditedAct[] => {
  const actsIn = actsOf(key);
  return actsIn ? changes.flatMap(({ before, after }) => (after ? actsIn(key, before, after) : [])) : [];
};

type ActsIn = (key: Key, before: Item | undefined, after: Item) => AuditedAct[];

const actsOf = (key: Key): ActsIn | undefined => {
  if (isLine(key)) return actsOnLine;
  if (key.pk.startsWith(requestRecords.key.partitionPrefix)) return actsOnRequest;
  return resourceOf(key)?.kind === 'order' ? actsOnOrder : undefined;
};

const people = { actor: z.string().optional(), purpose: z.string().optional() };

const lineSchema = z.object({
  solutionProvider: z.string(),
  subscriberNumber: z.string(),
  timeline: z
    .array(
      z.object({
        operation: z.string(),
        requestId: z.string(),
        by: z.string(),
        change: z.string().optional(),
        made: z
          .object({
            at: z.iso.datetime(),
            sequence: z.int(),
            before: z.string().optional(),
            after: z.string().optional(),
          })
          .optional(),
        ...people,
      }),
    )
    .default([]),
});

const actsOnLine: ActsIn = ({ pk, sk }, before, after) => {
  const told = changesMadeIn(before);
  if (changesMadeIn(after) <= told) return [];
  const { solutionProvider, subscriberNumber: resource, timeline } = lineSchema.parse(after);
  return timeline.flatMap(({ operation: action, requestId, by, change = '', made, actor: person, purpose: reason }) => {
    if (!made || made.sequence <= told) return [];
    const { at, sequence, before: was, after: is } = made;
    const personal = { resource, person, reason, before: was, after: is };
    const identity = [pk, sk, requestId, sequence];
    return [{ solutionProvider, at, by, action, about: { requestId, change }, personal, identity }];
  });
};

const orderSchema = z.object({
  solutionProvider: z.string(),
  quoteId: z.string(),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      type: z.string(),
      fact: z.string().optional(),
      before: z.string().optional(),
      after: z.string().optional(),
      provenance: z.string().optional(),
      by: z.string().optional(),
      /** By how a request was resolved, which is an act of its own. */
      requestId: z.string().optional(),
      ...people,
    }),
  ),
});

const orderActions: Readonly<Record<string, string>> = {
  'fact-recorded': 'attest-order-fact',
  'fact-retracted': 'retract-attestation',
};

const actsOnOrder: ActsIn = ({ pk, sk }, before, after) => {
  const [was, is] = [standingOf(before), standingOf(after)];
  const told = was.madeAt === is.madeAt ? was.changes : 0;
  if (is.changes <= told) return [];
  const { solutionProvider, quoteId, timeline } = orderSchema.parse(after);
  return timeline.flatMap((entry, index) => {
    const place = is.changes - timeline.length + index + 1;
    const action = orderActions[entry.type];
    const { at, by, fact = '', actor: person, purpose: reason, before: from, after: to, provenance, requestId } = entry;
    const isAttested = provenance === 'attested' && requestId === undefined;
    if (place <= told || action === undefined || !isAttested || by === undefined) return [];
    const personal = { resource: quoteId, person, reason, before: from, after: to };
    return [{ solutionProvider, at, by, action, about: { fact }, personal, identity: [pk, sk, is.madeAt, place] }];
  });
};

const requestSchema = z.object({
  requestId: z.string(),
  solutionProvider: z.string(),
  operation: z.string(),
  outcome: z.string(),
  finishedAt: z.iso.datetime().optional(),
  evidence: z.array(z.string()).default([]),
});
const evidenceSchema = z.object({ evidence: z.array(z.string()).default([]) }).catch({ evidence: [] });

const actsOnRequest: ActsIn = ({ pk, sk }, before, after) => {
  const known = evidenceSchema.parse(before ?? {}).evidence.length;
  const news = evidenceSchema.parse(after).evidence.slice(known);
  if (!news.some((one) => whoStated(one) !== undefined)) return [];
  const { requestId, solutionProvider, operation, outcome, finishedAt: at = '' } = requestSchema.parse(after);
  return news.flatMap((stated, index) => {
    const by = whoStated(stated);
    if (by === undefined) return [];
    const personal = { reason: stated, before: textOf(before?.['outcome']), after: outcome };
    const about = { requestId, operation, outcome };
    const identity = [pk, sk, known + index];
    return [{ solutionProvider, at, by, action: 'resolve-request', about, personal, identity }];
  });
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
