import type { Example } from '#domain/define-examples';
import { examplesOf, operations, type OperationId } from '#operations/registry';
import type { SimAnswer, SimOperation, SimRequest } from '../../../tools/simulator/behaviour';
import { behaviours } from '../../../tools/simulator/behaviours/registry';
import { wirePartsOf } from '../../../tools/simulator/example-answers';
import { answerTo } from '../../../tools/simulator/operation-answers';
import { createSimulation } from '../../../tools/simulator/simulation';

const solutionProvider = '10006';
const writes = operations.filter(({ idempotency }) => idempotency !== 'safe');
const samples = writes.flatMap((operation): [string, SimOperation, Example][] =>
  examplesOf[operation.id].map((example, index) => [`${operation.id} ${index + 1}`, operation, example]),
);

const simulated = () => {
  const { world, examples } = createSimulation({});
  world.reset('the same');
  const requestOf = (operation: SimOperation, example: Example): SimRequest => ({
    ...{ operation, solutionProvider, headers: {} },
    ...wirePartsOf(operation, example),
  });
  return {
    world,
    ask: (operation: SimOperation, example: Example): SimAnswer =>
      answerTo(requestOf(operation, example), world, examples),
    askSample: (id: OperationId): SimAnswer => {
      const operation = operations.find((one) => one.id === id)!;
      return answerTo(requestOf(operation, examplesOf[id][0]), world, examples);
    },
    set: (kind: string, key: string, members: object) =>
      world.set(
        world.kinds.find(({ name }) => name === kind)!,
        solutionProvider,
        key,
        members,
      ),
    /** Nothing is left that AT&T knows of the Solution Provider. */
    forgetAll: () => {
      const entities = Object.fromEntries(world.kinds.map(({ name }) => [name, { [solutionProvider]: {} }]));
      world.load({ ...world.dump(), entities });
    },
  };
};

const isRefusal = ({ status, effect }: SimAnswer): boolean => status >= 400 || effect === 'none';

/** Ids that no answer to anything else has; and of two samples of AT&T's that answer of another sub-order than they were asked of. */
const shownNowhereElse = /^(?:billingAccountId|BillingAccountInvoiceNumber|exceptionRequestId|traceId|transactionId)$/;
const otherSubOrders = ['801dx00000Gd81K', '801dx00000Yzv11AAB'];

/** What an answer names by an id that the request has not, and that is no number of a call. */
const idsGiven = (answer: unknown, request: string): string[] => {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]): string[] => {
    if (typeof value === 'object') return idsGiven(value, request);
    const id = String(value);
    const isId = /(?:Id|IdABV|Number)$|^id$/.test(name) && id.length > 5 && !shownNowhereElse.test(name);
    return isId && !request.includes(id) && !otherSubOrders.includes(id) ? [id] : [];
  });
};

describe.each(samples)('the published sample of %s', (_, operation, example) => {
  it('is answered as published in a world of which nothing is otherwise', () => {
    const { ask } = simulated();
    expect(ask(operation, example)).toMatchObject(example.answer);
  });

  it('is so in the world from then on', () => {
    const { ask, world } = simulated();
    const { body } = ask(operation, example);
    const known = JSON.stringify(world.dump().entities);
    expect(idsGiven(body, JSON.stringify(example.request)).filter((id) => !known.includes(id))).toEqual([]);
  });

  it('makes nothing a second time under the same id', () => {
    const { ask, world } = simulated();
    ask(operation, example);
    const before = world.dump().entities;
    const again = ask(operation, example);
    if (isRefusal(again)) expect(world.dump().entities).toEqual(before);
    if (behaviours[operation.id]?.makes) expect(again.body).not.toEqual(example.answer.body);
  });

  it('is answered by the world where nothing is known that it names', () => {
    const { ask, forgetAll } = simulated();
    forgetAll();
    const answer = ask(operation, example);
    const isMaking = ['apex-create-quote', 'alliance-create-quote', 'create-billing-account', 'provision-pdp'];
    expect(isRefusal(answer)).toBe(!isMaking.includes(operation.id));
    if (isRefusal(answer)) expect(answer.body).not.toEqual(example.answer.body);
  });
});

const refusing: [string, set: [kind: string, key: string, members: object], OperationId][] = [
  [
    'credit that was declined',
    ['credit-check', '0Q0KQ000000CvYs0AK', { approvalStatus: 'Declined' }],
    'alliance-create-contract',
  ],
  [
    'credit that was declined',
    ['credit-check', '0Q0dx000002WN6nCAG', { approvalStatus: 'Declined' }],
    'apex-create-contract',
  ],
  [
    'credit that was declined',
    ['credit-check', '0Q0dx000002Y7ifCAC', { approvalStatus: 'Declined' }],
    'apex-create-order',
  ],
  ['a contract that was declined', ['contract', '0Q0dx000002Y7ifCAC', { status: 'Declined' }], 'apex-create-order'],
  ['a contract that is not signed', ['contract', '0Q0Kf000000xjXgKAI', { status: 'Sent' }], 'alliance-create-order'],
  [
    'a sub-order that is handed off',
    ['sub-order', '801dx00000XFEm2AAH', { status: 'IN_PROGRESS' }],
    'apex-hand-off-order',
  ],
  [
    'a sub-order that is handed off',
    ['sub-order', '801Kf000004FnihIAC', { status: 'IN_PROGRESS' }],
    'alliance-enrich-shipping',
  ],
  ['a line that is suspended', ['mobility-line', '2125550103', { status: 'suspended' }], 'suspend-subscriber'],
  ['a line that is cancelled', ['mobility-line', '2125550109', { status: 'cancelled' }], 'update-device'],
];

describe('a published sample that the world has another opinion of', () => {
  it.each(refusing)('is refused because of %s: %j', (_, [kind, key, members], id) => {
    const { askSample, set } = simulated();
    set(kind, key, members);
    expect(isRefusal(askSample(id))).toBe(true);
  });

  it('says that credit was declined where it was, in a check and in a read', () => {
    const { askSample, set } = simulated();
    set('credit-check', '0Q0KQ000000CvYs0AK', { approvalStatus: 'Declined' });
    for (const id of ['alliance-check-credit', 'alliance-get-credit-check'] as const)
      expect(askSample(id).body).toMatchObject({ approvalStatus: 'Declined' });
  });

  it.each([
    'apex-create-order',
    'alliance-create-order',
    'apex-hand-off-order',
    'suspend-subscriber',
    'change-number',
  ] as const)('is refused the second time where it is done once: %s', (id) => {
    const { askSample } = simulated();
    expect(isRefusal(askSample(id))).toBe(false);
    expect(isRefusal(askSample(id))).toBe(true);
  });

  it('is answered as published by a quote’s samples in their order', () => {
    const { askSample } = simulated();
    for (const id of [
      'alliance-create-quote',
      'alliance-check-credit',
      'alliance-get-credit-check',
      'alliance-create-contract',
    ] as const)
      expect(askSample(id).body).toEqual(examplesOf[id][0].answer.body);
  });

  it('is refused out of its order: a contract of a quote made just now', () => {
    const { askSample } = simulated();
    askSample('alliance-create-quote');
    expect(isRefusal(askSample('alliance-create-contract'))).toBe(true);
  });
});
