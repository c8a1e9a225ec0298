import { polledReads } from '#operations/polled-reads';
import { firstWaitSeconds, nextWaitSeconds } from '#polling/schedule';

const hourMs = 3_600_000;

/** When an item is polled that never ends, for so many hours: milliseconds since the epoch. @throws when nothing of the kind is polled */
export const pollsOf = (kind: string, key: string, startMs: number, hours: number): number[] => {
  const rule = polledReads.find(({ polled }) => polled.kind === kind)?.polled;
  if (!rule) throw new Error(`Nothing of the kind ${kind} is polled.`);
  const times: number[] = [];
  let nowMs = startMs + firstWaitSeconds(rule.schedule, key) * 1000;
  while (nowMs <= startMs + hours * hourMs) {
    times.push(nowMs);
    const moment = { key, ageMs: nowMs - startMs, nowMs, polls: times.length };
    nowMs += nextWaitSeconds(rule.schedule, moment) * 1000;
  }
  return times;
};

/** Polls of a port-in in its first three days: the most, whichever hour of two weeks it begins in. */
export const mostPortInPolls = (): number =>
  Math.max(
    ...Array.from({ length: 24 * 14 }, (_, hour) =>
      Math.max(
        ...['a', 'b', 'c', 'd'].map(
          (key) => pollsOf('port-in', `${key}${hour}`, Date.UTC(2026, 10, 2) + hour * hourMs, 72).length,
        ),
      ),
    ),
  );
