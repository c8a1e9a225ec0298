import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Webhook } from 'standardwebhooks';
import { rotateWebhookEndpointSecret } from '#routes/webhooks/rotate-webhook-endpoint-secret';
import { secretsInUse, type Endpoint, type StoredSecret } from '#webhooks/endpoint';
import { carryOut } from '../../../tools/local/emulated-table';
import { memoryStore } from '../../../tools/local/table-emulator';
import { keySecret, keySecretName, signingSecretsOf } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fakeSecretsManager } from '../../support/fakes';
import { routeHandler } from '../../support/route-handler';
import { ok, receiver, senderRig, someEvent } from '../../support/webhook-rig';
import { webhookRoutesRig } from '../../support/webhook-routes';

const clear = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** What a process reads its keys from, which can be given others. */
const managerWith = (...key: Parameters<typeof keySecret>) => {
  const secrets: Record<string, string | Error> = {};
  const holds = (secret: string | Error): void => void (secrets[keySecretName('webhook-secrets')] = secret);
  holds(keySecret(...key));
  return { ...fakeSecretsManager(secrets), holds };
};

/** The sender in a process of its own, over one table, and what a receiver got of it. */
const sender = async (store = memoryStore(), manager = managerWith()) => {
  const { post, got } = receiver(ok);
  const rig = await senderRig({ post, signing: signingSecretsOf(manager) }, await dynaliteClient(store));
  const isSignedWith = (secret: string): boolean => {
    const { headers, body } = got.at(-1)!;
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000);
    const made = new Webhook(secret).sign(headers['webhook-id']!, sentAt, body);
    return headers['webhook-signature']!.split(' ').includes(made);
  };
  const send = async (sequence = 1): Promise<void> => {
    rig.tell(someEvent(sequence));
    await rig.run();
  };
  const standing = async ({ solutionProvider, id }: Endpoint): Promise<Endpoint> =>
    (await rig.endpoints.find(solutionProvider, id))!;
  return { ...rig, store, manager, got, isSignedWith, send, standing };
};

/** Puts an endpoint there with secrets as the release before stored them. */
const asBefore = async (
  { store, endpoint, standing }: Awaited<ReturnType<typeof sender>>,
  secrets: StoredSecret[],
): Promise<Endpoint> => {
  const made = await endpoint();
  const key = { pk: `WEBHOOKS#${made.solutionProvider}`, sk: `ENDPOINT#${made.id}` };
  const Item = marshall({ ...key, ...made, secrets }, { removeUndefinedValues: true });
  await carryOut(store, new PutItemCommand({ TableName: tableName, Item }));
  expect((await standing(made)).secrets).toEqual(secrets);
  return made;
};

const keysOf = ({ secrets }: Endpoint) => secrets.map((stored) => ('sealed' in stored ? stored.keyId : 'clear'));

describe('a signing secret', () => {
  it('stands nowhere in the table, nor what it could be found by, but sealed', async () => {
    const { call, create, client, ...deps } = await webhookRoutesRig();
    const made = await create();
    const path = { endpointId: made.id };
    const rotated = await call(routeHandler(rotateWebhookEndpointSecret, { ...deps, client }), { path });
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
    const bytes = Buffer.concat(
      Items.map((item) => unmarshall(item)).flatMap((item) => [
        Buffer.from(JSON.stringify(item)),
        ...((item['secrets'] ?? []) as { sealed: Uint8Array }[]).map(({ sealed }) => Buffer.from(sealed)),
      ]),
    );
    for (const { json } of [made, rotated]) {
      const secret = String(json['secret']).slice('whsec_'.length);
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'base64'))).toBe(false);
    }
    const endpoint = (await deps.endpoints.find('SP-A', made.id))!;
    const shown = [rotated, made].map(({ json }) => json['secret']);
    expect(await Promise.all(endpoint.secrets.map((stored) => deps.signing.open(endpoint, stored)))).toEqual(shown);
  });

  it('opens for its own endpoint alone', async () => {
    const { endpoint, signing } = await sender();
    const [one, other] = [await endpoint(), await endpoint()];
    await expect(signing.open(other, one.secrets[0]!)).rejects.toThrow();
    await expect(signing.open({ ...one, solutionProvider: 'SP-B' }, one.secrets[0]!)).rejects.toThrow();
    expect(await signing.open(one, one.secrets[0]!)).toMatch(/^whsec_/);
  });

  it('costs a process one reading of the key, however many webhooks it signs', async () => {
    const rig = await sender();
    await rig.endpoint();
    await rig.endpoint('https://other.example.com/');
    const another = await sender(rig.store);
    for (let sequence = 1; sequence <= 20; sequence += 1) await another.send(sequence);
    expect(another.got).toHaveLength(40);
    expect(another.manager.asked).toHaveLength(1);
  });
});

describe('a secret that was stored in clear', () => {
  it('signs, and is sealed by then; so is the one that is used beside it', async () => {
    const rig = await sender();
    const old = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
    const validUntil = new Date(rig.clock.now() + 3_600_000).toISOString();
    const made = await asBefore(rig, [{ secret: clear }, { secret: old, validUntil }]);
    await rig.send();
    expect([clear, old].map(rig.isSignedWith)).toEqual([true, true]);
    const after = await rig.standing(made);
    expect(keysOf(after)).toEqual(['1', '1']);
    expect(after).toEqual({ ...made, secrets: after.secrets });
    expect(secretsInUse(after, rig.clock.now() + 3_600_001)).toHaveLength(1);
    await rig.send(2);
    expect([clear, old].map(rig.isSignedWith)).toEqual([true, true]);
    expect(await rig.standing(made)).toEqual(after);
    const { deliveries } = await rig.deliveries.list(made.id, 10);
    const told = JSON.stringify([rig.log.lines, rig.metrics.emitted, rig.bus.tasks, rig.bus.events, deliveries]);
    expect(rig.log.lines.length).toBeGreaterThan(1);
    for (const secret of [clear, old]) expect(told).not.toContain(secret.slice('whsec_'.length));
  });

  it('is the one before when it is rotated', async () => {
    const rig = await sender();
    const made = await asBefore(rig, [{ secret: clear }]);
    const rotated = (await rig.endpoints.rotateSecret(made))!;
    await rig.send();
    expect(rig.isSignedWith(clear)).toBe(true);
    expect(rig.isSignedWith(await rig.signing.open(rotated, rotated.secrets[0]!))).toBe(true);
    expect(keysOf(await rig.standing(made))).toEqual(['1', '1']);
  });

  it('is not put back in use by a sender that saw it before it was rotated', async () => {
    const rig = await sender();
    const made = await asBefore(rig, [{ secret: clear }]);
    const rotated = (await rig.endpoints.rotateSecret(made))!;
    expect(keysOf(rotated)).toEqual(['1', '1']);
    await rig.endpoints.reseal({ ...made, secrets: [{ secret: clear }] });
    expect(await rig.standing(made)).toEqual(rotated);
    await rig.endpoints.remove(made);
    await rig.endpoints.reseal({ ...made, secrets: [{ secret: clear }] });
    expect(await rig.endpoints.find(made.solutionProvider, made.id)).toBeUndefined();
  });
});

describe('when the key is rotated', () => {
  it('everything signs as before, and is sealed with the new one once something is sent', async () => {
    const rig = await sender();
    const made = await rig.endpoint();
    const secret = await rig.signing.open(made, made.secrets[0]!);
    const after = await sender(rig.store, managerWith('2', ['1']));
    await after.send();
    expect(after.isSignedWith(secret)).toBe(true);
    expect(keysOf(await after.standing(made))).toEqual(['2']);
    // One that has read the keys before, too, and leaves what it meets.
    rig.manager.holds(keySecret('2', ['1']));
    await rig.send(2);
    expect(rig.isSignedWith(secret)).toBe(true);
    expect(keysOf(await rig.standing(made))).toEqual(['2']);
  });

  it.each([
    ['its key was taken out too soon', () => keySecret('2')],
    ['the keys cannot be read', () => new Error('AccessDenied')],
  ])('nothing is lost when %s: the webhook waits, as no attempt, until it is there again', async (_, broken) => {
    const rig = await sender();
    const made = await rig.endpoint();
    const after = await sender(rig.store);
    after.manager.holds(broken());
    after.tell(someEvent());
    await after.run(after.clock.now() + 600_000);
    expect(after.got).toEqual([]);
    after.manager.holds(keySecret());
    await after.run();
    expect(after.got).toHaveLength(1);
    expect((await after.deliveries.list(made.id, 10)).deliveries).toMatchObject([{ attempt: 1, outcome: 'delivered' }]);
  });
});

it('whoever cannot read the key makes no endpoint, and is told that it is for a while', async () => {
  const { create, endpoints } = await webhookRoutesRig({ signing: signingSecretsOf(fakeSecretsManager({})) });
  expect((await create()).json).toMatchObject({ status: 503, code: 'service-unavailable' });
  expect(await endpoints.list('SP-A')).toEqual([]);
});
