import { TransportError } from '#att/transport';
import { requestRecordId } from '#requests/request-record';
import { fingerprintsOf, keySecret, keySecretName } from '../../support/data-keys';
import { dynaliteClient } from '../../support/dynalite-client';
import { fakeSecretsManager } from '../../support/fakes';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { watchedClient } from '../../support/watched-client';

const operation = 'apex-create-quote';
const body = { spId: solutionProvider, opportunityName: 'Internet' };
const name = keySecretName('fingerprints');

/** One table, one AT&T and one secret; `start` is a process that begins with what the secret holds then. */
const world = async (secret: string | Error = keySecret('1')) => {
  const client = watchedClient(await dynaliteClient());
  const att = simulatedAtt();
  const secrets: Record<string, string | Error> = { [name]: secret };
  const start = (transport = att.transport) => {
    const manager = fakeSecretsManager(secrets);
    return { manager, ...gatewayRig({ client, transport, fingerprints: fingerprintsOf(manager) }) };
  };
  return { client, att, start, put: (next: string) => void (secrets[name] = next) };
};

describe('when the key of fingerprints is rotated', () => {
  it('a repeat of before is answered as before, and the key with another body is refused', async () => {
    const { att, start, put } = await world();
    const first = await start().call(operation, { key: 'before', body });
    put(keySecret('2', ['1']));
    const fresh = start();
    const again = await fresh.call(operation, { key: 'before', body });
    expect(again).toMatchObject({ status: 200, text: first.text, headers: { 'idempotency-replayed': 'true' } });
    const other = await fresh.call(operation, { key: 'before', body: { ...body, opportunityName: 'Other' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(att.calls).toHaveLength(1);
    expect(fresh.manager.asked).toHaveLength(1);
  });

  it('a process that has the old secret reads it again for what was made with the new key, once', async () => {
    const { att, start, put } = await world();
    const old = start();
    await old.call(operation, { key: 'warm', body });
    put(keySecret('2', ['1']));
    const first = await start().call(operation, { key: 'after', body });
    const repeats = await Promise.all([1, 2, 3].map(() => old.call(operation, { key: 'after', body })));
    for (const repeat of repeats) expect(repeat).toMatchObject({ status: 200, text: first.text });
    expect(await old.call(operation, { key: 'after', body: { ...body, note: 'x' } })).toMatchObject({ status: 422 });
    expect(att.calls).toHaveLength(2);
    expect(old.manager.asked).toHaveLength(2);
  });

  it.each([false, true])(
    'what AT&T did not do may be sent again (was unknown: %s), with the same body only',
    async (wasUnknown) => {
      const { att, start, put } = await world();
      const before = start(() => Promise.reject(new TransportError('timeout', true)));
      await before.call(operation, { key: 'lost', body });
      const record = (await before.requests.find(requestRecordId(solutionProvider, operation, 'lost')))!;
      const notApplied = { outcome: 'not-applied', evidence: 'not there' } as const;
      if (wasUnknown) await before.requests.transition(record, notApplied);
      else
        await before.table.put({
          ...(await before.table.get({ pk: `REQUEST#${record.requestId}`, sk: 'REQUEST' })),
          outcome: 'not-applied',
          timeline: undefined,
        });
      put(keySecret('2', ['1']));
      const after = start();
      const other = await after.call(operation, { key: 'lost', body: { ...body, opportunityName: 'Other' } });
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
      const answers = await Promise.all([after, start()].map((rig) => rig.call(operation, { key: 'lost', body })));
      expect(answers.map(({ status }) => status)).toContain(200);
      expect(att.calls).toHaveLength(1);
      expect((await after.requests.find(record.requestId))?.bodyHash).toMatch(/^2\./);
    },
  );

  it('and the old key is taken away too soon, nobody says whether it is the same, and nothing is sent', async () => {
    const { att, start, put } = await world();
    await start().call(operation, { key: 'before', body });
    put(keySecret('2'));
    const after = start();
    const answer = await after.call(operation, { key: 'before', body });
    expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable', retryable: true } });
    expect(att.calls).toHaveLength(1);
    put(keySecret('2', ['1']));
    expect(await after.call(operation, { key: 'before', body })).toMatchObject({
      status: 200,
      headers: { 'idempotency-replayed': 'true' },
    });
  });
});

describe('while the key cannot be read', () => {
  it('nothing is claimed or sent, and the caller may try again', async () => {
    const { client, att, start, put } = await world(new Error('throttled'));
    const rig = start();
    client.rest();
    const answer = await rig.call(operation, { key: 'early', body });
    expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable', retryable: true } });
    expect(answer.headers['retry-after']).toBe('5');
    expect([client.sent, att.calls]).toEqual([[], []]);
    put(keySecret());
    expect(await rig.call(operation, { key: 'early', body })).toMatchObject({ status: 200 });
  });

  it('a check says what the call would be told', async () => {
    const rig = (await world(new Error('throttled'))).start();
    const checked = await rig.call(operation, { key: 'check', body, query: { validate: 'true' } });
    expect(checked).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
  });

  it('is read once by a process, whatever the number of its calls, and costs the table nothing', async () => {
    const { client, start } = await world();
    const rig = start();
    client.rest();
    await Promise.all(
      [1, 2, 3].map((number) => rig.call(operation, { key: `many-${number}`, body: { ...body, number } })),
    );
    expect(rig.manager.asked).toEqual([name]);
    const perWrite = client.sent.length / 3;
    client.rest();
    await rig.call(operation, { key: 'one-more', body });
    expect(client.sent).toHaveLength(perWrite);
  });
});
