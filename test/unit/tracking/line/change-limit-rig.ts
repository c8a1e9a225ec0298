import type { BoundBinding } from '#att/upstream-request';
import type { OperationId } from '#operations/registry';
import { reconcile } from '#requests/reconcile';
import { lineKey, type LineItem } from '#tracking/line/line-item';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { operations } from '#operations/registry';
import { imeiOf } from '../../../support/imei';
import { mobilityRig, scriptedAtt, solutionProvider, wireAnswer } from '../long-running/mobility-rig';

export const number = '2125550171';
export const newNumber = '2125550172';
export const hourMs = 3_600_000;

export const imei = (serial: number): string => imeiOf('35209900', String(serial).padStart(6, '0'));

export const limited = [
  'update-device',
  'change-number',
  'reset-voicemail',
  'transfer-billing-responsibility',
] as const;
export const bodies: Partial<Record<OperationId, object>> = {
  'update-device': { imei: imei(104), sim: '89014103200000000017' },
  'change-number': { mode: 'system-assigned', serviceZip: '10001' },
  'reset-voicemail': { pin: '135790' },
  'transfer-billing-responsibility': { targetBillingAccountNumber: '287300000009' },
  'suspend-subscriber': {},
  'update-subscriber-information': { name: { firstName: 'Kim', lastName: 'Example' } },
};

export type Reply = () => ReturnType<typeof wireAnswer> | Error;
export const done: Reply = () => wireAnswer(200, { status: 'Success' });
export const refused: Reply = () => wireAnswer(400, { code: 'NO', message: 'no' });

/** AT&T that does what it is asked, in a deployment that lets so many changes of a number through. */
export const limitedRig = async (changes = 3, hours = 24) => {
  const reply: { change: Reply; number: Reply; line: object } = {
    change: done,
    number: () => wireAnswer(200, { status: 'Success', newSubscriberNumber: newNumber }),
    line: { subscriberNumber: number, status: 'active' },
  };
  const att = scriptedAtt({
    'update-device': () => reply.change(),
    'change-number': () => reply.number(),
    'get-line-details': () => wireAnswer(200, { lines: [reply.line] }),
    'remove-static-ip': () => reply.change(),
  });
  const rig = await mobilityRig(att, Date.now(), { lineChangeLimit: { changes, hours } });
  const ask = (id: OperationId, parts: { key?: string; of?: string } = {}) =>
    rig.call(id, {
      path: { subscriberNumber: parts.of ?? number },
      ...(bodies[id] && { body: bodies[id] }),
      key: parts.key ?? `key-${Math.random()}`,
    });
  const change = async (id: OperationId = 'update-device', parts: { key?: string; of?: string } = {}) => {
    rig.advance(1_000);
    return (await ask(id, parts)).status;
  };
  const settle = (of = number) =>
    createApplyOutcome(rig.table, rig.now)({ key: lineKey(solutionProvider, of), requestId: 'req' });
  const entries = async (of = number) =>
    ((await rig.table.get(lineKey(solutionProvider, of)))?.['timeline'] ?? []) as LineItem['timeline'];
  const reconciled = async () => {
    const [open] = (await rig.requests.open(solutionProvider, new Date(Date.now() + 9e9), 9)).records;
    const bindingOf = ({ id }: { id: string }) => rig.settings.bindings[id] as BoundBinding;
    const deps = { ...rig, operationOf: (id: string) => operations.find((one) => one.id === id) };
    return open && reconcile({ ...deps, bindingOf, wireNow: () => Date.now() + hourMs }, open);
  };
  const sent = () => att.asked.filter(({ operation }) => operation !== 'get-line-details').length;
  return { rig, reply, att, ask, change, settle, entries, reconciled, sent };
};
