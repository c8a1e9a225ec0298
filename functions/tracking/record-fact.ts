import type { Table } from '#runtime/table';
import { factKey, valuesBefore, type Fact, type LearnedFact } from '#tracking/facts';
import { orderKey, trackedOrderSchema, type TimelineEntry, type TrackedOrder } from '#tracking/tracked-order';

/** `recorded`: it is in. `known`: it was so already. `late`: something later is known. `conflict`: recorded over an attestation that said otherwise. */
export interface RecordResult {
  result: 'recorded' | 'known' | 'late' | 'conflict';
  order: TrackedOrder;
}

/** What has to hold of the stored fact, in `#key`, `#value`, `#at`, for a write to go through. */
interface WriteCondition {
  expression: string;
  values: Record<string, unknown>;
}

/** Forward only: a fact is written if nothing later is known of it. */
const isForward = ({ name, value, at }: LearnedFact): WriteCondition => {
  const before = valuesBefore(name, value);
  if (before === undefined) {
    return {
      expression: 'attribute_not_exists(facts.#key) OR (facts.#key.#at <= :at AND facts.#key.#value <> :value)',
      values: { ':at': at, ':value': value },
    };
  }
  const aliases = before.map((_, index) => `:before${index}`);
  return {
    expression: `attribute_not_exists(facts.#key)${aliases.length > 0 ? ` OR facts.#key.#value IN (${aliases.join(', ')})` : ''}`,
    values: Object.fromEntries(before.map((earlier, index) => [`:before${index}`, earlier])),
  };
};

/** What AT&T's own answer shows overrules what a partner attested; both stay in the timeline. */
const isAttestedAs = (standing: Fact): WriteCondition => ({
  expression: 'facts.#key.#value = :standing AND facts.#key.provenance = :attested',
  values: { ':standing': standing.value, ':attested': 'attested' },
});

/** Records a fact of an order that is there. @param at when it is recorded */
export const recordFact = async (
  table: Table,
  order: TrackedOrder,
  fact: LearnedFact,
  at: string,
): Promise<RecordResult> => {
  const key = factKey(fact.name, fact.subOrderId);
  const recorded = await writeFact(
    table,
    order,
    fact,
    { at, type: 'fact-recorded', before: order.facts[key] },
    isForward(fact),
  );
  if (recorded) return { result: 'recorded', order: recorded };
  const current = trackedOrderSchema.parse(await table.get(orderKey(order.solutionProvider, order.quoteId)));
  const standing = current.facts[key];
  if (!standing || standing.value === fact.value) return { result: 'known', order: current };
  if (fact.provenance !== 'observed' || standing.provenance !== 'attested') return { result: 'late', order: current };
  const overruled = await writeFact(
    table,
    order,
    fact,
    { at, type: 'state-conflict', before: standing },
    isAttestedAs(standing),
  );
  return overruled ? { result: 'conflict', order: overruled } : { result: 'late', order: current };
};

interface Entry {
  at: string;
  type: TimelineEntry['type'];
  before: Fact | undefined;
}

const writeFact = async (
  table: Table,
  order: TrackedOrder,
  fact: LearnedFact,
  { at, type, before }: Entry,
  { expression, values }: WriteCondition,
): Promise<TrackedOrder | undefined> => {
  const key = factKey(fact.name, fact.subOrderId);
  const item = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    update: 'SET facts.#key = :fact, updatedAt = :now, timeline = list_append(timeline, :entry)',
    condition: `attribute_exists(pk) AND (${expression})`,
    names: {
      '#key': key,
      ...(expression.includes('#value') && { '#value': 'value' }),
      ...(expression.includes('#at') && { '#at': 'at' }),
    },
    values: { ...values, ':fact': storedFact(fact), ':now': at, ':entry': [entryOf(key, fact, at, type, before)] },
  });
  return item && trackedOrderSchema.parse(item);
};

/** A fact as it is stored, without what its key says. */
export const storedFact = ({ name: _name, subOrderId: _subOrderId, ...fact }: LearnedFact): Fact => fact;

export const entryOf = (
  key: string,
  fact: LearnedFact,
  at: string,
  type: TimelineEntry['type'],
  before: Fact | undefined,
): TimelineEntry => ({
  at,
  type,
  fact: key,
  ...(before && { before: before.value }),
  after: fact.value,
  provenance: fact.provenance,
  ...(fact.by && { by: fact.by }),
  ...(fact.requestId && { requestId: fact.requestId }),
});
