import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { withoutEchoes } from '#domain/masking/mask-echoes';
import { operationById } from '#operations/registry';
import { secretsOf } from '#domain/masking/secrets';
import { storableText } from '#domain/mobility/observation';
import { TransportError } from '#att/transport';
import type { BoundBinding } from '#att/upstream-request';
import { operations } from '#operations/registry';
import { reconcile } from '#requests/reconcile';
import { tableName } from '../../../support/dynalite-client';
import {
  accountNumber,
  mobilityRig,
  pin,
  portInBody,
  portInsAtAtt,
  taxId,
  wireAnswer,
  type MobilityRig,
} from './mobility-rig';

const secrets = [pin, accountNumber, taxId];

/** Everything the gateway has kept or said. */
const traces = async (rig: MobilityRig): Promise<string> => {
  const { Items = [] } = (await rig.client.send(new ScanCommand({ TableName: tableName }))) as {
    Items?: Parameters<typeof unmarshall>[0][];
  };
  const items = Items.map((item) => unmarshall(item));
  expect(items.length).toBeGreaterThan(1);
  return JSON.stringify({ items, log: rig.log.lines, metrics: rig.metrics.emitted });
};

const isClean = (text: string): boolean => secrets.every((secret) => !text.includes(secret));

/** AT&T repeats what it should not, in members and in sentences. */
const echo = {
  oldServiceProvider: { accountNumber, pin, taxId },
  note: [{ text: `PIN ${pin}, account ${accountNumber}.` }],
};
const reason = {
  code: 'PASSCODE_PIN_INVALID',
  text: `The PIN ${pin} of account ${accountNumber} (tax id ${taxId}) is wrong.`,
};

it('keeps no PIN, account number or tax id anywhere, even when AT&T repeats them', async () => {
  const att = portInsAtAtt({ word: 'CT', shown: { stateReason: reason, ...echo } });
  att.replies['request-port-in'] = () =>
    wireAnswer(201, { id: 'PORT-1', state: 'acknowledged', stateReason: reason, ...echo });
  const rig = await mobilityRig(att);
  const first = await rig.call('request-port-in', { body: portInBody(), key: 'first' });
  expect(first.text).toContain(pin);
  rig.advance(1_000);
  await rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
  const body = { oldServiceProvider: { accountNumber, pin, taxId } };
  await rig.call('update-port-in', { path: { portInId: 'PORT-1' }, body });
  att.replies['get-port-in'] = () => wireAnswer(200, { id: 'PORT-1', state: 'pending', ...echo });
  await rig.call('update-port-in', { path: { portInId: 'PORT-1' }, body, key: 'again' });
  expect(isClean(await traces(rig))).toBe(true);
  expect(isClean(JSON.stringify((await rig.portIn('PORT-1')).body))).toBe(true);
  const replayed = await rig.call('request-port-in', { body: portInBody(), key: 'first' });
  expect(replayed.headers['idempotency-replayed']).toBe('true');
  expect(replayed.body).toMatchObject({ id: 'PORT-1', oldServiceProvider: { pin: '[secret]' } });
});

it('keeps none of them when AT&T quotes them in a refusal, or answers nothing that can be read', async () => {
  const att = portInsAtAtt();
  att.replies['request-port-in'] = () => wireAnswer(400, { code: 'BAD', message: reason.text });
  const rig = await mobilityRig(att);
  const { status } = await rig.call('request-port-in', { body: portInBody(), key: 'first' });
  expect(status).toBe(422);
  att.replies['request-port-in'] = () => wireAnswer(200, `<html>${reason.text}</html>`);
  expect((await rig.call('request-port-in', { body: portInBody(), key: 'second' })).status).toBe(202);
  expect(isClean(await traces(rig))).toBe(true);
});

it.each(['update-port-in', 'cancel-port-in'] as const)(
  'keeps none of them when a read finds out that %s was done',
  async (id) => {
    const att = portInsAtAtt();
    const rig = await mobilityRig(att);
    await rig.call('request-port-in', { body: portInBody(), key: 'first' });
    const path = { portInId: 'PORT-1' };
    att.replies[id] = () => new TransportError('timeout', true);
    const body = id === 'update-port-in' ? { billingZip: '10002', oldServiceProvider: { pin } } : {};
    const lost = await rig.call(id, { path, body, key: 'lost' });
    expect(lost.status).toBe(202);
    const note = [{ text: `PIN ${pin}, account ${accountNumber}, call 212-555-0300.` }];
    att.replies['get-port-in'] = () =>
      wireAnswer(200, {
        id: 'PORT-1',
        state: 'cancelled',
        billingZip: '10002',
        oldServiceProvider: echo.oldServiceProvider,
        note,
      });
    rig.advance(3_600_000);
    const record = (await rig.requests.find(String(lost.headers['x-request-record']).split('/').at(-1)!))!;
    const outcome = await reconcile(
      {
        ...rig,
        operationOf: (name) => operations.find((operation) => operation.id === name),
        bindingOf: ({ id: name }) => rig.settings.bindings[name] as BoundBinding,
        now: rig.now,
        wireNow: rig.now,
      },
      record,
    );
    expect(outcome).toBe('succeeded');
    const shown = await rig.request(record.requestId);
    expect(shown.body).toMatchObject({ foundBy: { body: { id: 'PORT-1', billingZip: '10002' } } });
    expect(isClean(await traces(rig))).toBe(true);
    expect(isClean(shown.text)).toBe(true);
  },
);

it('keeps none of them when AT&T answers a cancellation with the whole port-in', async () => {
  const att = portInsAtAtt();
  const rig = await mobilityRig(att);
  await rig.call('request-port-in', { body: portInBody(), key: 'first' });
  att.replies['cancel-port-in'] = () =>
    wireAnswer(200, { id: 'PORT-1', state: 'cancelled', oldServiceProvider: echo.oldServiceProvider });
  att.replies['get-port-in'] = () => wireAnswer(200, { id: 'PORT-1', state: 'cancelled' });
  const { status } = await rig.call('cancel-port-in', { path: { portInId: 'PORT-1' }, body: {}, key: 'cancel' });
  expect(status).toBe(200);
  expect(isClean(await traces(rig))).toBe(true);
});

it('masks them in the answer to a check without a call', async () => {
  const rig = await mobilityRig(portInsAtAtt());
  const { status, text } = await rig.call('request-port-in', {
    body: portInBody(),
    key: 'k',
    query: { validate: 'true' },
  });
  expect([status, isClean(text)]).toEqual([200, true]);
});

describe('a stored answer', () => {
  const secrets = secretsOf(operationById('request-port-in'));
  const stored = (text: string, body: object): string =>
    withoutEchoes({ text, value: JSON.parse(text) as unknown }, body, secrets);

  it('keeps its numbers and everything that is no secret', () => {
    const answer = '{"id":12345678901234567890,"amount":1.50,"note":"Call 4821","subscriberNumber":"2125554821"}';
    expect(stored(answer, { oldServiceProvider: { pin: '4821' } })).toBe(
      '{"id":12345678901234567890,"amount":1.50,"note":"Call [secret]","subscriberNumber":"2125554821"}',
    );
  });

  it('keeps a value that is a secret only by coincidence', () => {
    const body = { subscriberNumber: '2125550300', oldServiceProvider: { pin: '2125550300' } };
    expect(stored('{"subscriberNumber":"2125550300"}', body)).toBe('{"subscriberNumber":"2125550300"}');
  });

  it('loses a number that is the secret', () => {
    expect(stored('{"pin":4821}', { oldServiceProvider: { pin: '4821' } })).toBe('{"pin":"[secret]"}');
  });
});

it.each([
  ['PIN 4821 wrong', 'PIN [number] wrong'],
  ['account A1-B2-C3.', 'account [number]'],
  ['MDN (212)555-0300', 'MDN [number]'],
  ['Refused for 3 reasons', 'Refused for 3 reasons'],
])('takes what looks like a number out of AT&T’s free text: %s', (text, stored) => {
  expect(storableText(text)).toBe(stored);
});
