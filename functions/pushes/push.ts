import { timestampOf } from '#domain/timestamp';
import * as z from 'zod';
import { pushes } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';

/**
 * What became of a message. `received`: nobody has looked yet. `waiting`: what it is about is not known yet.
 * `not-understood`: looked at again, as the tenant’s statement may be corrected. The others are final. `applied`: it changed
 * what is known. `known`: that was known. `late`: something newer is known. `asked`: AT&T was asked. `contradicts`: it cannot
 * follow what is known, which stays. `unclaimed`: what it is about never became known.
 */
export const pushStates = [
  'received',
  'waiting',
  'not-understood',
  'applied',
  'known',
  'late',
  'asked',
  'contradicts',
  'unclaimed',
] as const;
export type PushState = (typeof pushStates)[number];

/**
 * Why nobody understands it. `no-json`: it is no JSON. `no-statement`: it is of nothing the tenant has stated.
 * `several-statements`: it is of several things. `no-time`: it should say since when. `no-state`: its word stands for no state.
 */
export const whyNots = ['no-json', 'no-statement', 'several-statements', 'no-time', 'no-state'] as const;
export type WhyNot = (typeof whyNots)[number];

export const pushSchema = z.object({
  solutionProvider: z.string(),
  pushId: z.string(),
  receivedAt: z.iso.datetime(),
  /** How often the same message came. */
  times: z.int(),
  /** The whole message, encrypted. */
  sealed: z.instanceof(Uint8Array),
  keyId: z.string(),
  /** The message as a person may see it. */
  shown: z.string(),
  state: z.enum(pushStates),
  whyNot: z.enum(whyNots).optional(),
  /** What it is about, once that is understood. */
  kind: z.string().optional(),
  id: z.string().optional(),
  /** How often it was looked at. */
  looks: z.int(),
  lookedAt: z.iso.datetime().optional(),
  expiresAt: z.int(),
});
export type Push = z.output<typeof pushSchema>;

export type PushKey = Pick<Push, 'solutionProvider' | 'pushId'>;

/** What looking at a message leads to. */
export type PushDecision = Pick<Push, 'state' | 'whyNot' | 'kind' | 'id'>;

export const pushKey = ({ solutionProvider, pushId }: PushKey): Key => pushes.key.of({ solutionProvider, pushId });

const openStates: readonly PushState[] = ['received', 'waiting', 'not-understood'];
export const isOpen = (state: PushState): boolean => openStates.includes(state);

/** What hands it on has that long before the next run looks by itself. */
const firstLookMs = 30_000;

/** When an undecided message is looked at again: after a minute, and later every ten. */
export const nextLookAt = (nowMs: number, looks: number): string =>
  timestampOf(nowMs + (looks === 0 ? firstLookMs : Math.min(2 ** (looks - 1), 10) * 60_000));

type NewPush = Pick<Push, 'solutionProvider' | 'pushId' | 'sealed' | 'keyId' | 'shown'>;

/** The item of a message that has just come in. */
export const newPushItem = (push: NewPush, nowMs: number): Item => {
  const stored: Push = {
    ...push,
    receivedAt: timestampOf(nowMs),
    times: 1,
    state: 'received',
    looks: 0,
    expiresAt: pushes.lifetime.expiresAt(nowMs),
  };
  return { ...pushKey(push), ...stored, ...pushes.open.of({ ...push, lookAt: nextLookAt(nowMs, 0) }) };
};
