import { createAttempt } from '#att/attempt';
import { createCredentialStore } from '#att/credential-store';
import type { CredentialSecret } from '#att/secret';
import { TransportError } from '#att/transport';
import { credentialTrialSchema, tryCredentials, type CredentialTrial } from '#att/try-credentials';
import type { Operation } from '#domain/define-operation';
import { done, refused } from '../../support/att-client';
import {
  fakeSecretsManager,
  fakeTransport,
  fixedClock,
  pairOf,
  recordingLog,
  recordingMetrics,
  wireAnswer,
} from '../../support/fakes';
import { boundBinding, readThing, writeThing } from '../../support/operations';

type Replies = Parameters<typeof fakeTransport>;

const both: CredentialSecret = { current: pairOf('SP-A'), next: pairOf('SP-B') };
const read = { operation: readThing.id, path: {}, query: {} };

const trying = async (
  trial: Partial<CredentialTrial>,
  {
    replies = [done],
    secret = both,
    unbound = [],
  }: { replies?: Replies; secret?: CredentialSecret; unbound?: string[] } = {},
) => {
  const { now } = fixedClock();
  const seen = { log: recordingLog(), metrics: recordingMetrics() };
  const transport = fakeTransport(...replies);
  const { readSecret } = fakeSecretsManager({ 'p/SP-A/mobility': secret });
  const operations = new Map<string, Operation>([readThing, writeThing].map((one) => [one.id, one]));
  const result = await tryCredentials(
    {
      attempt: createAttempt({ transport, ...seen, now }),
      credentials: createCredentialStore({ readSecret, prefix: 'p', environment: 'uat', log: seen.log, now }),
      operationOf: (id) => operations.get(id),
      bindingOf: ({ id, binding: { method } }) => (unbound.includes(id) ? undefined : boundBinding({ method })),
      now,
    },
    credentialTrialSchema.parse({ solutionProvider: 'SP-A', slot: 'next', reads: [read], ...trial }),
  );
  return { result, sent: transport.sent.map(({ request }) => request.headers['client_id']) };
};

it.each<[string, Replies[0], object]>([
  ['done', done, { verdict: 'accepted', status: 200 }],
  [
    'no such thing',
    wireAnswer(404, { code: 'NOT_FOUND', message: 'There is none.' }),
    { verdict: 'accepted', status: 404 },
  ],
  ['a refusal of who asks', refused, { verdict: 'refused', status: 401 }],
  [
    '“you may not”, which may be said of either',
    wireAnswer(403, { message: 'Forbidden' }),
    { verdict: 'undecided', status: 403 },
  ],
  ['a failure', wireAnswer(500, {}), { verdict: 'undecided', status: 500 }],
  ['no answer', new TransportError('timeout', true), { verdict: 'undecided' }],
])('understands %s', async (_, reply, expected) => {
  const { result, sent } = await trying({}, { replies: [reply] });
  expect(result).toEqual({ operation: readThing.id, ...expected });
  expect(sent).toEqual([both.next!.clientId]);
});

it('tries the pair it is told to, and no other', async () => {
  expect((await trying({ slot: 'current' }, { replies: [refused] })).sent).toEqual([both.current.clientId]);
});

it('asks by the first read that reaches AT&T, never by a write', async () => {
  const reads = [{ operation: writeThing.id }, { operation: 'unheard-of' }, { operation: readThing.id }];
  const { result, sent } = await trying({ reads: reads as CredentialTrial['reads'] });
  expect([result.operation, sent]).toEqual([readThing.id, [both.next!.clientId]]);
  const { result: none, sent: nothing } = await trying(
    { reads: reads as CredentialTrial['reads'] },
    { unbound: [readThing.id] },
  );
  expect([none, nothing]).toEqual([{ verdict: 'unbound' }, []]);
});

it('says that nothing usable is stored, and asks nothing', async () => {
  const onlyOne = await trying({}, { secret: { current: both.current } });
  const ofAnother = await trying({}, { secret: { ...both, environment: 'production' } });
  expect([onlyOne, ofAnother]).toEqual(Array(2).fill({ result: { verdict: 'missing' }, sent: [] }));
});
