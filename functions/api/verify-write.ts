import { setTimeout as sleep } from 'node:timers/promises';
import { isBound } from '#att/upstream-request';
import { readBack } from '#requests/read-back';
import type { RequestRecord } from '#requests/request-record';
import type { Call } from '#api/open-call';
import { textAt } from '#domain/json/json-pointer';
import type { WriteDependencies } from '#api/call-dependencies';

/** What the caller is warned of where it is not confirmed. */
export const unconfirmed = 'AT&T called it done; a read does not show whether it is';

/** It is assumed that AT&T may show a change a moment after it has called it done. */
const pausesMs = [0, 400, 1_200];
/** Left for the record to be settled and the caller to be answered. */
const reserveMs = 2_000;

/** What reading showed of a write that AT&T called done. `unconfirmed`: nothing that says yes or no. */
export type Verification = 'confirmed' | 'not-applied' | 'unconfirmed' | 'not-asked';

/**
 * Looks whether AT&T did what it said it did, where the operation wants that before it is called done. An answer that
 * still shows the old state is asked for again a few times before it is believed.
 */
export const verifyWrite = async (
  deps: Pick<WriteDependencies, 'att' | 'settings' | 'effects' | 'wireNow'>,
  call: Call,
  record: RequestRecord,
  answer: unknown,
  pause: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<Verification> => {
  const rule = call.operation.readBack;
  if (!rule?.confirms) return 'not-asked';
  const binding = deps.settings.bindings[rule.by.id];
  if (!isBound(binding)) return 'unconfirmed';
  const written = textAt(answer, call.operation.binding.statusAt);
  let shown: Verification = 'unconfirmed';
  for (const pauseMs of pausesMs) {
    if (deps.wireNow() + pauseMs + reserveMs >= call.deadline) return shown;
    await pause(pauseMs);
    const { verdict } = await readBack(
      {
        att: deps.att,
        effects: deps.effects,
        bindingOf: () => binding,
        deadline: call.deadline - reserveMs,
        written,
        upstream: call.upstream,
      },
      call.operation,
      record,
    );
    if (verdict === 'applied') return 'confirmed';
    if (verdict !== 'not-applied') return 'unconfirmed';
    shown = 'not-applied';
  }
  return shown;
};
