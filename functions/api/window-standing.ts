import type { CallWindow } from '#domain/client-limits';

/** Where a client stands in a window after a call. Less than nothing is left when the call is one too many. */
export interface WindowStanding extends Pick<CallWindow, 'name' | 'quota' | 'seconds'> {
  left: number;
  resetSeconds: number;
}

/** As the authorizer hands it on with a call: `burst:250:10:249:7 daily:500000:86400:499999:43197`. */
export const standingText = (standing: readonly WindowStanding[]): string =>
  standing
    .map(({ name, quota, seconds, left, resetSeconds }) => [name, quota, seconds, left, resetSeconds].join(':'))
    .join(' ');

/** @returns undefined where that is no such text */
export const standingIn = (text: string): WindowStanding[] | undefined => {
  const windows = text.split(' ').map(windowIn);
  return windows.every((one) => one !== undefined) ? windows : undefined;
};

const windowIn = (text: string): WindowStanding | undefined => {
  const [, name, ...numbers] = /^(burst|daily):(\d+):(\d+):(-?\d+):(\d+)$/.exec(text) ?? [];
  const [quota = 0, seconds = 0, left = 0, resetSeconds = 0] = numbers.map(Number);
  return name === 'burst' || name === 'daily' ? { name, quota, seconds, left, resetSeconds } : undefined;
};
