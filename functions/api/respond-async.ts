import type { GatewayEvent } from '#api/gateway-event';
import { headerElements } from '#api/header-list';

/** That a caller would rather have an answer than the outcome (RFC 7240). */
export interface AsyncWish {
  /** For so long it waits for the outcome all the same, in milliseconds. */
  waitMs: number;
}

/** `Prefer: respond-async`, also with `wait=<seconds>`; a wait that is no number is none. Of each the first counts. */
export const asyncWishOf = (event: GatewayEvent): AsyncWish | undefined => {
  const wishes = headerElements(event, 'prefer');
  if (!wishes.some(({ name }) => name === 'respond-async')) return undefined;
  const { value: wait = '' } = wishes.find(({ name }) => name === 'wait') ?? {};
  return { waitMs: /^\d{1,6}$/.test(wait) ? Number(wait) * 1_000 : 0 };
};

export const preferenceApplied = { 'preference-applied': 'respond-async' } as const;
