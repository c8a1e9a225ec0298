import { operationById, operations, type OperationId } from '#operations/registry';
import { activations } from '../../../tools/simulator/behaviours/mobility/activations';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { portIns } from '../../../tools/simulator/behaviours/mobility/port-ins';
import { contracts } from '../../../tools/simulator/behaviours/ordering/contracts';
import { creditChecks } from '../../../tools/simulator/behaviours/ordering/credit-checks';
import { exampleCall } from '../../../tools/soak/example-call';
import { solutionProvider } from '../../support/gateway-rig';
import { approvedQuote, lostAnswers, newQuote, type LostAnswers } from '../../support/lost-answers';
import { activationOf } from '../../support/mobility-world';

jest.setTimeout(30_000);

let at: LostAnswers;
beforeEach(async () => {
  at = await lostAnswers();
});
afterEach(() => at.close());

interface Parts {
  path?: Record<string, string>;
  body?: unknown;
}

/** A create that a read can find, ready to be made. */
interface Found {
  /** What has to be there first. @returns the call */
  prepare: () => Promise<Parts>;
  /** AT&T’s id of what the call made, by the simulator’s own memory. */
  truth: (parts: Parts) => string | undefined;
}

const quoteIn = ({ body }: Parts): string => (body as { quoteId: string }).quoteId;
const example = (id: OperationId): Parts => {
  const { path, body } = exampleCall(id, solutionProvider);
  return { ...(path && { path }), body };
};
const portInBody = { ...(example('request-port-in').body as object), subscriberNumber: '2125550188' };
const sim = '89014103200000007777';

const found: Partial<Record<OperationId, Found>> = {
  'request-port-in': {
    prepare: () => Promise.resolve({ body: portInBody }),
    truth: () =>
      at.world
        .of(portIns)
        .all()
        .find(([, { subscriberNumber }]) => subscriberNumber === '2125550188')?.[0],
  },
  'activate-service': {
    prepare: () => Promise.resolve({ body: activationOf({ sim }) }),
    truth: () =>
      at.world
        .of(activations)
        .all()
        .find(([, { wish }]) => wish?.device.sim === sim)?.[0],
  },
  'change-number': {
    prepare: () =>
      Promise.resolve({
        path: { subscriberNumber: '2125550106' },
        body: { mode: 'vanity', serviceZip: '10001', npaNxx: '212555', newSubscriberNumber: '2125550140' },
      }),
    truth: () => (at.world.of(lines).get('2125550140') ? '2125550140' : undefined),
  },
  'alliance-check-credit': {
    prepare: async () => ({ body: { quoteId: await newQuote(at) } }),
    truth: (parts) => at.world.of(creditChecks).get(quoteIn(parts))?.creditCheckId,
  },
  'alliance-create-contract': {
    prepare: async () => ({ body: { quoteId: await approvedQuote(at) } }),
    truth: (parts) => at.world.of(contracts).get(quoteIn(parts))?.esignRequestId,
  },
};

const creates = operations.filter(({ idempotency }) => idempotency === 'required').map(({ id }) => id);
const foundAgain = Object.entries(found) as [OperationId, Found][];
const notFound = creates.filter((id) => !found[id]);

it('knows of every create how it is found again, or why it is not', () => {
  expect(creates.filter((id) => operationById(id).readBack)).toEqual(creates.filter((id) => found[id] !== undefined));
  for (const id of notFound)
    expect([id, operationById(id).notReadBack]).toEqual([id, expect.stringMatching(/^[A-Z].{30,}\.$/)]);
});

describe.each(foundAgain)('%s', (id, { prepare, truth }) => {
  it('that was done has succeeded, with AT&T’s own id', async () => {
    const parts = await prepare();
    const requestId = await at.lost('done, unanswered', id, parts);
    at.advance('PT2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const id_ = truth(parts);
    expect(id_).toEqual(expect.stringMatching(/./));
    expect(await at.recordOf(requestId)).toMatchObject({ outcome: 'succeeded', attReference: id_ });
    const again = await at.rig.call(id, { key: 'lost', ...parts });
    expect([again.status, again.body['outcome']]).toEqual([200, 'succeeded']);
    expect(at.timesDone(id)).toBe(1);
  });

  it('that was not done is safe to send again only when nothing can come of it any more', async () => {
    const parts = await prepare();
    const before = at.timesDone(id);
    const requestId = await at.lost('not done, unanswered', id, parts);
    at.advance('PT14M');
    expect(await at.reconciled(requestId)).toBe('later');
    at.advance('PT3H');
    expect(await at.reconciled(requestId)).toBe('not-applied');
    const again = await at.rig.call(id, { key: 'lost', ...parts });
    expect([again.status < 300, again.body['outcome']]).toEqual([true, undefined]);
    expect(at.timesDone(id)).toBe(before + 1);
    expect(await at.recordOf(requestId)).toMatchObject({ outcome: 'succeeded', attReference: truth(parts) });
  });
});

describe.each(notFound)('%s', (id) => {
  it.each(['done, unanswered', 'not done, unanswered'] as const)(
    'that was %s is handed to a person, with the reason',
    async (loss) => {
      const requestId = await at.lost(loss, id, example(id));
      at.advance('PT3H');
      expect(await at.reconciled(requestId)).toBe('needs-attention');
      const reason = operationById(id).notReadBack;
      const { body } = await at.rig.request(requestId);
      expect(body).toMatchObject({ outcome: 'needs-attention', evidence: expect.arrayContaining([reason]) as unknown });
    },
  );
});
