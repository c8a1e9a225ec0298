import { createHash, createHmac } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { canonicalJson } from '#domain/json/canonical-json';
import { tableName, type Client } from '../../support/dynalite-client';
import { mobilityRig, portInBody, portInsAtAtt } from '../tracking/long-running/mobility-rig';

const itemsOf = async (client: Client): Promise<Record<string, unknown>[]> =>
  ((await client.send(new ScanCommand({ TableName: tableName }))).Items ?? []).map((item) => unmarshall(item));

const bodyWith = (pin: string) => portInBody('2125550300', { oldServiceProvider: { accountNumber: '900012345', pin } });

/** Whatever somebody who has the source and the table, but no key, can make of a guess. */
const madeWithoutKey = (pin: string, place: string): string[] => {
  const body = canonicalJson(JSON.stringify(bodyWith(pin)));
  const request = canonicalJson(`{"path":{},"query":{},"body":${body}}`);
  const texts = [pin, body, request, JSON.stringify([place, request]), place + request];
  return texts.flatMap((text) =>
    [createHash('sha256'), createHmac('sha256', ''), createHmac('sha256', place)].flatMap((hash) => {
      const digest = hash.update(text).digest();
      return [digest.toString('hex'), digest.toString('base64url')];
    }),
  );
};

const guesses = Array.from({ length: 10_000 }, (_, index) => String(480_000 + index));

describe('a six-digit PIN', () => {
  it('cannot be found from what is stored of the port-in it was sent with', async () => {
    const rig = await mobilityRig(portInsAtAtt());
    const { status, headers } = await rig.call('request-port-in', { body: bodyWith('482913'), key: 'first' });
    expect(status).toBe(201);
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    const stored = JSON.stringify(await itemsOf(rig.client));
    expect(stored).toContain(requestId);
    expect(stored).toContain('"bodyHash"');
    const found = guesses.filter((pin) => madeWithoutKey(pin, requestId).some((text) => stored.includes(text)));
    expect(found).toEqual([]);
  });
});
