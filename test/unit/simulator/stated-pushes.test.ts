import type { PushStatement } from '#domain/contract/statement';
import { operationById, type OperationId } from '#operations/registry';
import { contracts } from '../../../tools/simulator/behaviours/ordering/contracts';
import { creditChecks } from '../../../tools/simulator/behaviours/ordering/credit-checks';
import { subOrders } from '../../../tools/simulator/behaviours/ordering/orders';
import { sampleOrders, sampleQuotes } from '../../../tools/simulator/behaviours/ordering/sample-records';
import type { StatedOperation } from '../../../tools/simulator/dialects/stated/stated-operation';
import type { PushedMessage } from '../../../tools/simulator/pushed-message';
import { createSimulation } from '../../../tools/simulator/simulation';

const credentialHeaders = { clientId: 'client_id', clientSecret: 'client_secret' };

const read = (id: OperationId, push: PushStatement): StatedOperation => {
  const operation = { ...operationById(id), id };
  return {
    operation,
    binding: { ...operation.binding, credentialHeaders, baseUrl: 'https://x.example' },
    stated: { push },
    samples: [],
  };
};

const stated = [
  read('alliance-get-credit-check', {
    when: { '/about': ['CREDIT'] },
    id: '/quote',
    members: { '/approvalStatus': { at: '/verdict', words: { NO: 'Declined' } } },
  }),
  read('alliance-get-contract', { id: '/paper/of', members: { '/contractStatus': '/paper/stage' } }),
  read('alliance-get-order-status', {
    id: '/order',
    at: '/since',
    members: { '/responseData/orderStatus': '/stage' },
  }),
];

const [{ quoteId } = { quoteId: '' }] = sampleQuotes.filter(
  ({ program, hasSignedContract }) => program === 'alliance' && hasSignedContract,
);
const { orderId, subOrderId } = sampleOrders.find(({ program }) => program === 'alliance')!;
const time = expect.any(String) as unknown;

it.each([
  [
    'credit check',
    creditChecks,
    quoteId,
    { approvalStatus: 'Declined' },
    { about: 'CREDIT', quote: quoteId, verdict: 'NO' },
  ],
  ['contract', contracts, quoteId, { status: 'Declined' }, { paper: { of: quoteId, stage: 'Declined' } }],
  ['order', subOrders, subOrderId, { status: 'COMPLETED' }, { order: orderId, since: time, stage: 'COMPLETED' }],
] as const)('an AT&T in the tenant’s words tells how a %s stands', (_, kind, key, members, told) => {
  const pushed: PushedMessage[] = [];
  const { world } = createSimulation({ stated, onPush: (push) => void pushed.push(push) });
  world.set(kind, '10067', key, members);
  expect(pushed.map(({ solutionProvider, body }) => [solutionProvider, JSON.parse(body) as unknown])).toEqual([
    ['10067', told],
  ]);
});

it('of what the read does not show nothing is told', () => {
  const pushed: PushedMessage[] = [];
  const { world } = createSimulation({ stated, onPush: (push) => void pushed.push(push) });
  const { quoteId: apexQuote } = sampleQuotes.find(
    ({ program, hasSignedContract }) => program === 'apex' && hasSignedContract,
  )!;
  world.set(contracts, '10067', apexQuote, { status: 'Declined' });
  expect(pushed).toEqual([]);
});
