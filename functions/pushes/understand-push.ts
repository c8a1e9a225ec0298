import { timestampOf } from '#domain/timestamp';
import { meets } from '#domain/contract/as-stated';
import { inOwnShape } from '#domain/contract/own-shape';
import type { PolledRead } from '#domain/define-operation';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { documentIn } from '#pushes/document-in';
import type { Push, WhyNot } from '#pushes/push';

/** What a message says, as the tenant has stated it. */
export interface Understood {
  /** The read that shows the same. */
  read: PolledRead;
  /** What the read takes. */
  id: string;
  /** Since when it is so, where the message says it. */
  at: string | undefined;
  /** What the read’s answer would show, in its own shape; undefined when the message only tells that there is news. */
  answer: unknown;
}

/** Since when it counts: as the message says, but AT&T’s clock may be ahead; otherwise from its receipt. */
export const saidSince = ({ at }: Understood, { receivedAt }: Push): string =>
  at !== undefined && at < receivedAt ? at : receivedAt;

/** @param reads as the tenant’s contract states them */
export const understandPush = (reads: readonly PolledRead[], text: string): Understood | { whyNot: WhyNot } => {
  const document = documentIn(text);
  if (document === undefined) return { whyNot: 'no-json' };
  const found = reads.flatMap((read): Understood[] => {
    const push = read.stated?.push;
    if (!push || (push.when && !meets(push.when, document))) return [];
    const id = textAt(document, push.id)?.trim();
    if (!id) return [];
    const at = timeIn(valueAt(document, push.at ?? ''));
    return [{ read, id, at, answer: push.members && inOwnShape(push.members, document) }];
  });
  const [one, ...others] = found;
  if (!one) return { whyNot: 'no-statement' };
  if (others.length > 0) return { whyNot: 'several-statements' };
  return one.at === undefined && one.read.stated?.push?.at !== undefined ? { whyNot: 'no-time' } : one;
};

/** A time that says its zone: without it nobody knows which one it is. */
const timeIn = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{5,18}(?:Z|[+-]\d\d:?\d\d)$/.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : timestampOf(ms);
};
