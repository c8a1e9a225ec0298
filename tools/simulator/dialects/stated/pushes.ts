import type { MemberAt } from '#domain/contract/statement';
import type { PolledRead } from '#domain/define-operation';
import { valueAt, withValueAt } from '#domain/json/json-pointer';
import type { OperationId } from '#operations/registry';
import { pollRequestOf } from '#polling/polled-read';
import * as z from 'zod';
import type { SimAnswer, SimRequest } from '../../behaviour';
import { activations } from '../../behaviours/mobility/activations';
import { pdpBatches } from '../../behaviours/mobility/pdp-batches';
import { portIns } from '../../behaviours/mobility/port-ins';
import { contracts } from '../../behaviours/ordering/contracts';
import { creditChecks } from '../../behaviours/ordering/credit-checks';
import { subOrders } from '../../behaviours/ordering/orders';
import type { PushedMessage } from '../../pushed-message';
import type { WorldChange } from '../../world/changes';
import { inTheirShape, meeting } from './in-their-shape';
import { statedAnswer } from './stated-answer';
import type { StatedOperation } from './stated-operation';

type Put = Extract<WorldChange, { change: 'put' }>;

/** The read that shows what has changed, and the id it takes. */
const shownBy: Readonly<Record<string, { read: OperationId; idOf?: (entity: unknown) => string }>> = {
  [portIns.name]: { read: 'get-port-in' },
  [activations.name]: { read: 'get-service-activation' },
  [pdpBatches.name]: { read: 'get-pdp-provisioning' },
  [creditChecks.name]: { read: 'alliance-get-credit-check' },
  [contracts.name]: { read: 'alliance-get-contract' },
  [subOrders.name]: {
    read: 'alliance-get-order-status',
    idOf: (entity) => z.looseObject({ orderId: z.string() }).parse(entity).orderId,
  },
};

/** Any name will do: the simulator wants one, as AT&T prints that it does. */
const facts = { businessAccountName: { value: 'any' } };

/**
 * What AT&T tells of a change of the world, as the tenant states it: what the read that shows it would answer now.
 * @param answerTo the simulator’s own answer
 * @returns undefined for what the tenant states no message of
 */
export const statedPushes =
  (operations: readonly StatedOperation[], answerTo: (request: SimRequest) => SimAnswer) =>
  (change: Put, at: string): PushedMessage | undefined => {
    const { solutionProvider } = change;
    const shown = shownBy[change.kind];
    const one = operations.find(({ operation }) => operation.id === shown?.read);
    const push = one?.stated?.push;
    if (!one || !push) return undefined;
    const id = shown?.idOf?.(change.entity) ?? change.key;
    const { operation } = one;
    const asked = pollRequestOf(operation as PolledRead, id, facts); // Only those have a push.
    const answer = answerTo({ operation, solutionProvider, ...asked, headers: {}, body: undefined });
    // Nobody is told of what the read does not show, such as the contract of another program.
    if (answer.status !== 200) return undefined;
    const document = [
      (theirs: unknown) => inTheirShape(push.members ?? {}, answer.body, theirs),
      (theirs: unknown) => withValueAt(theirs, push.id, idIn(one, answer) ?? id),
      (theirs: unknown) => (push.at === undefined ? theirs : withValueAt(theirs, push.at, at)),
      (theirs: unknown) => meeting(push.when, theirs),
    ].reduce<unknown>((theirs, write) => write(theirs), {});
    return { solutionProvider, body: JSON.stringify(document) };
  };

/** The id as the read’s answer has it. */
const idIn = (one: StatedOperation, answer: SimAnswer): unknown => {
  const { idAt } = one.operation.binding;
  const member = idAt === undefined ? undefined : one.stated?.answer?.members[idAt];
  const at = placeOf(member) ?? idAt;
  return at === undefined ? undefined : valueAt(statedAnswer(one, answer).body, at);
};

const placeOf = (member: MemberAt | undefined): string | undefined =>
  typeof member === 'string' ? member : member?.at;
