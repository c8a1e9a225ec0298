import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';
import { createSign } from '#platform/aws/sign';

/** Hashes without anything kept. */
class PlainSha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('not done by the signer');
  }
}

const services = ['dynamodb', 'secretsmanager', 'lambda', 'states', 'sts'] as const;
const text = fc.string({ minLength: 1, maxLength: 40 });

it('signs as the SDK’s signer does, whatever it is, whoever it is and whenever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ service: fc.constantFrom(...services), body: fc.string({ unit: 'binary' }), target: text }),
      fc.record({
        region: fc.constantFrom('us-east-1', 'cn-north-1'),
        url: fc.constantFrom(undefined, 'http://127.0.0.1:8000', 'https://vpce.example.com/a b/', 'http://[::1]:1/'),
        accessKeyId: text,
        secretAccessKey: text,
        sessionToken: fc.option(text, { nil: undefined }),
      }),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      async ({ service, body, target }, { region, url, accessKeyId, secretAccessKey, sessionToken }, signingDate) => {
        const environment = awsEnvironmentOf({
          ...{ AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
          ...{ AWS_SESSION_TOKEN: sessionToken, AWS_ENDPOINT_URL: url },
        });
        const headers = { 'content-type': 'application/x-amz-json-1.0', 'user-agent': 'any', 'x-amz-target': target };
        const { protocol, hostname, host, pathname: path } = environment.endpoints[service];
        const sign = createSign(service, environment)({ path, headers });
        const { credentials } = environment;
        const reference = new SignatureV4({ service, region, credentials, sha256: PlainSha256 });
        const request = { method: 'POST', protocol, hostname, path, query: {}, headers: { host, ...headers } };
        const expected = async (own: string, date: Date) =>
          (await reference.sign({ ...request, body: own }, { signingDate: date })).headers;
        // Once with what the day needs anew, and then with what is kept of it, and of the address.
        for (const own of [body, `${body}.`])
          for (const date of [signingDate, new Date(signingDate.getTime() - 1_000)])
            expect(await sign(own, date)).toEqual(await expected(own, date));
      },
    ),
    { numRuns: 200 },
  );
});
