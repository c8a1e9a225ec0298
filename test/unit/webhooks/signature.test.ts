import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSecret, signatureHeaders } from '#webhooks/secret';

const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const now = (): number => Math.floor(Date.now() / 1000);

describe('the signature of a webhook', () => {
  it('is the published one for the published message', () => {
    expect(signatureHeaders([published.secret], published.message)).toEqual({
      'webhook-id': published.message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': published.signature,
    });
  });

  it('is what the reference library makes, of any text and secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ minLength: 24, maxLength: 64 }), (body, bytes) => {
        const secret = `whsec_${Buffer.from(bytes).toString('base64')}`;
        const { 'webhook-signature': made } = signatureHeaders([secret], {
          id: 'evt_1',
          timestamp: 1_700_000_000,
          body,
        });
        expect(made).toBe(new Webhook(secret).sign('evt_1', new Date(1_700_000_000_000), body));
      }),
    );
  });

  it('is verified by the reference library with either secret while they are rotated', () => {
    const [before, after] = [newSecret(), newSecret()];
    const headers = signatureHeaders([after, before], { id: 'evt_1', timestamp: now(), body: '{"a":1}' });
    for (const secret of [before, after]) expect(new Webhook(secret).verify('{"a":1}', headers)).toEqual({ a: 1 });
    expect(() => new Webhook(newSecret()).verify('{"a":1}', headers)).toThrow();
  });

  it.each([
    ['another body', '{"a":2}', {}],
    ['another id', '{"a":1}', { 'webhook-id': 'evt_2' }],
    ['another time', '{"a":1}', { 'webhook-timestamp': String(now() - 1) }],
    [
      'an old message',
      '{"a":1}',
      signatureHeaders([published.secret], { id: 'e', timestamp: now() - 600, body: '{"a":1}' }),
    ],
  ])('does not verify %s', (_, body, changed) => {
    const headers = signatureHeaders([published.secret], { id: 'evt_1', timestamp: now(), body: '{"a":1}' });
    expect(() => new Webhook(published.secret).verify(body, { ...headers, ...changed })).toThrow();
  });

  it('has a secret of its own for every endpoint, 32 bytes long', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });
});
