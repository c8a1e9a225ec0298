import { hash } from 'node:crypto';
import { exampleCall } from '../../../tools/soak/example-call';
import { dynaliteClient } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';

const { body } = exampleCall('apex-create-quote', solutionProvider);
/** The same each time: among all that chance makes is what looks like a secret, which is not kept. */
const incompressible = (): string =>
  Array.from({ length: 12_500 }, (_, index) => hash('sha256', String(index))).join('');

/** The first answer to a write and that to its repeat. */
const twice = async (status: number, answer: object) => {
  const rig = gatewayRig({ client: await dynaliteClient(), transport: fakeTransport(wireAnswer(status, answer)) });
  const call = () => rig.call('apex-create-quote', { body, key: 'k' });
  return [await call(), await call()] as const;
};

const made = { success: true, quoteId: 'a0x1' };

describe('a large answer of AT&T’s to a write', () => {
  it.each([200_000, 1_000_000])('is replayed as it was: %d bytes', async (bytes) => {
    const [first, second] = await twice(200, { ...made, lines: Array(bytes / 10).fill('1234567') });
    expect(first.text.length).toBeGreaterThanOrEqual(bytes);
    expect(second).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
    expect(second.text === first.text).toBe(true);
  });

  it('is not called replayed when it could not be kept: the record answers', async () => {
    const [first, second] = await twice(200, { ...made, note: incompressible() });
    expect(second.status).toBe(first.status);
    expect(second.headers).not.toHaveProperty('idempotency-replayed');
    expect(second.body).toMatchObject({ outcome: 'succeeded', evidence: [expect.stringContaining('too large')] });
  });
});
