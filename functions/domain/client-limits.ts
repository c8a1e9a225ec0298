import * as z from 'zod';
import { whenUsed } from '#domain/when-used';

/** How often a client may call. What is not used of a window is not carried over. */
export const clientLimitsSchema = whenUsed(() =>
  z.strictObject({
    /** On average over ten seconds. An item of the table takes 1,000 changes a second. */
    perSecond: z.int().min(1).max(400),
    /** In a day, by UTC. */
    perDay: z.int().min(1).max(100_000_000),
  }),
);
export type ClientLimits = z.output<ReturnType<typeof clientLimitsSchema>>;

/** What a client has of its own, or what everybody has; what is left out is not limited, and not counted. */
export const ownLimitsSchema = whenUsed(() => clientLimitsSchema().partial());
export type OwnLimits = z.output<ReturnType<typeof ownLimitsSchema>>;

export const defaultClientLimits: ClientLimits = { perSecond: 25, perDay: 500_000 };

/** A stretch of time in which a client may call so many times, and no more until it is over. */
export interface CallWindow {
  /** Of its kind, as headers have it. */
  name: 'burst' | 'daily';
  quota: number;
  seconds: number;
  /** Of those of its kind since the epoch. */
  number: number;
}

const burstSeconds = 10;
const daySeconds = 86_400;

/** The windows a call falls into that is made at a time, of those that are limited. */
export const windowsOf = ({ perSecond, perDay }: OwnLimits, nowMs: number): CallWindow[] => [
  ...(perSecond === undefined
    ? []
    : [windowAt({ name: 'burst', quota: perSecond * burstSeconds, seconds: burstSeconds }, nowMs)]),
  ...(perDay === undefined ? [] : [windowAt({ name: 'daily', quota: perDay, seconds: daySeconds }, nowMs)]),
];

const windowAt = (kind: Omit<CallWindow, 'number'>, nowMs: number): CallWindow => ({
  ...kind,
  number: Math.floor(nowMs / (kind.seconds * 1000)),
});

export const endOf = ({ number, seconds }: CallWindow): number => (number + 1) * seconds * 1000;
