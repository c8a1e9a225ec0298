import { eventIdOf, eventSchema, eventSchemaVersion, type ResourceEvent } from '#events/event';
import { knownType, type ResourceKind } from '#events/event-types';
import { orderFacts, valuesOf } from '#domain/order/facts';
import type { ImageEntry, TrackedImage } from '#events/tracked-image';

/** What an item’s timeline tells as events, first to last. @param before sequence of the last event before it */
export const eventsOf = (image: Pick<TrackedImage, 'timeline'> & Told, before = 0): ResourceEvent[] =>
  image.timeline.map((entry, index) => eventOf(image, entry, before + (entry.sequence ?? index + 1)));

type Told = Pick<TrackedImage, 'key' | 'kind' | 'id' | 'solutionProvider' | 'labels'>;

const eventOf = (image: Told, entry: ImageEntry, sequence: number): ResourceEvent => {
  const { key, kind, id, solutionProvider, labels } = image;
  const [fact, subOrderId] = entry.fact?.split(':') ?? [];
  const { status, reason, change, requestId, note, operation } = entry;
  return eventSchema.parse({
    schemaVersion: eventSchemaVersion,
    id: eventIdOf(key, sequence),
    type: knownType(kind, kind === 'order' ? orderHappening(entry, fact) : happening(kind, entry)),
    sequence,
    occurredAt: entry.at,
    resource: { kind, id, solutionProvider },
    fact,
    subOrderId,
    before: entry.before ?? null,
    after: entry.after ?? null,
    provenance: entry.provenance ?? (note === undefined ? 'observed' : 'attested'),
    ...(entry.type === 'state-conflict' && { conflict: true }),
    status,
    reason,
    change,
    requestId,
    note,
    operation,
    ...(entry.labels ?? labels),
  });
};

const happening = (kind: ResourceKind, { type, after }: ImageEntry): string =>
  kind !== 'webhook-endpoint' && type === 'state-changed' ? (after ?? 'changed') : type;

/** Facts whose one value is better known by another name. */
const plainNames: Readonly<Record<string, string>> = {
  'quote.created': 'quoted',
  'order.created': 'created',
  'group.enriched': 'grouped',
  'handoff.done': 'handed-off',
  'completion.completed': 'completed',
  'completion.cancelled': 'cancelled',
};

/** Facts whose values are no types of events. */
const freeFacts: readonly string[] = orderFacts.filter((name) => valuesOf(name) === undefined);

const orderHappening = ({ type, after = '' }: ImageEntry, fact = ''): string => {
  if (type !== 'fact-recorded' && type !== 'state-conflict') return type.replace(/^order-/, '');
  const name = `${kebabCase(fact)}.${freeFacts.includes(fact) ? 'changed' : after}`;
  return plainNames[name] ?? name;
};

const kebabCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
