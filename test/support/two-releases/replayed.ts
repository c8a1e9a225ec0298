import type { GatewayResponse } from '#api/gateway-event';
import { operations } from '#operations/registry';
import { disagreements } from '../disagreements';
import { whatToDo } from '../releases';
import type { Partner } from './partner';

/** What a problem tells besides of the call it is for stays out. */
const shownOf = ({ statusCode: status, body }: GatewayResponse): { status: number; body: unknown } => {
  const { callId: _callId, ...rest } = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
  return { status, body: rest };
};

const operationIds: readonly string[] = operations.map(({ id }) => id);

/** Routes of the gateway’s own show what there is by now. */
const isAsAtFirst = (id: string, { headers = {} }: GatewayResponse): boolean =>
  operationIds.includes(id) && String(headers['idempotency-replayed']) === 'true';

/** Which writes were answered otherwise when they were repeated under their key: by the code of one release than by the other’s, or than at first. */
export const repeatedOtherwise = ({ repeated }: Partner): string[] =>
  repeated.flatMap(({ id, first, again }) => {
    const [before, today] = [shownOf(again.before), shownOf(again.today)];
    const mistakes = [
      ...disagreements(before, today, false),
      ...(isAsAtFirst(id, again.today) ? disagreements(shownOf(first), today, false) : []),
    ];
    return mistakes.map((one) => `${id}, repeated: ${one}. ${whatToDo}`);
  });
