import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import {
  ALGORITHM_IDENTIFIER,
  AMZ_DATE_HEADER,
  AUTH_HEADER,
  createScope,
  getCanonicalHeaders,
  getSigningKey,
  SHA256_HEADER,
  SignatureV4Base,
  TOKEN_HEADER,
} from '@smithy/signature-v4';
import type { AwsEnvironment, AwsService } from '#platform/aws/aws-environment';
import type { Post } from '#platform/aws/exchange';

/** Headers of a POST to a service’s host, with what signs it. */
export type Sign = (post: Readonly<Post>, signingDate: Date) => Promise<Record<string, string>>;

/** Signs as the SDK’s `SignatureV4` does, of which it is a part: that one brings along what signs URLs and streams. */
export const createSign = (service: AwsService, environment: AwsEnvironment): Sign => {
  const signer = new PostSigner(service, environment);
  return (post, signingDate) => signer.signed(post, signingDate);
};

class PostSigner extends SignatureV4Base {
  readonly #service: AwsService;
  readonly #environment: AwsEnvironment;
  /** It is another one each day. */
  #key: { date: string; key: KeyObject } | undefined;

  constructor(service: AwsService, environment: AwsEnvironment) {
    super({ service, region: environment.region, credentials: environment.credentials, sha256: Sha256 });
    this.#service = service;
    this.#environment = environment;
  }

  async signed({ path, headers: given, body }: Readonly<Post>, signingDate: Date) {
    const { region, credentials, endpoints } = this.#environment;
    const { protocol, hostname, host } = endpoints[this.#service];
    const { longDate, shortDate } = this.formatDate(signingDate);
    const headers: Record<string, string> = { host, ...given, [AMZ_DATE_HEADER]: longDate };
    if (credentials.sessionToken !== undefined) headers[TOKEN_HEADER] = credentials.sessionToken;
    const request = { method: 'POST', protocol, hostname, path, query: {}, headers, body };
    const payloadHash = (headers[SHA256_HEADER] = hash('sha256', body));
    const canonicalHeaders = getCanonicalHeaders(request);
    const canonicalRequest = this.createCanonicalRequest(request, canonicalHeaders, payloadHash);
    const scope = createScope(shortDate, region, this.#service);
    const text = await this.createStringToSign(longDate, scope, canonicalRequest, ALGORITHM_IDENTIFIER);
    const signature = createHmac('sha256', await this.#keyOf(shortDate))
      .update(text)
      .digest('hex');
    const signedHeaders = this.getCanonicalHeaderList(canonicalHeaders);
    headers[AUTH_HEADER] =
      `${ALGORITHM_IDENTIFIER} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    return headers;
  }

  async #keyOf(date: string): Promise<KeyObject> {
    if (this.#key?.date !== date) {
      const { region, credentials } = this.#environment;
      const bytes = await getSigningKey(Sha256, credentials, date, region, this.#service);
      this.#key = { date, key: createSecretKey(bytes) };
    }
    return this.#key.key;
  }
}

/** What the signer hashes with, by Node’s own crypto. */
class Sha256 {
  #parts: (string | Uint8Array)[] = [];
  readonly #secret: string | Uint8Array | undefined;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = typeof secret === 'string' || secret instanceof Uint8Array ? secret : undefined;
    if (secret !== undefined && this.#secret === undefined) throw new Error('The signer hands over texts and bytes.');
  }

  update(data: string | Uint8Array): void {
    this.#parts.push(data);
  }

  digest(): Promise<Uint8Array> {
    const whole = Buffer.concat(this.#parts.map((part) => Buffer.from(part)));
    return Promise.resolve(
      this.#secret === undefined
        ? hash('sha256', whole, 'buffer')
        : createHmac('sha256', this.#secret).update(whole).digest(),
    );
  }

  reset(): void {
    this.#parts = [];
  }
}
