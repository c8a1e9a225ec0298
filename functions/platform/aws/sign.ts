import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import {
  ALGORITHM_IDENTIFIER,
  AMZ_DATE_HEADER,
  AUTH_HEADER,
  createScope,
  getCanonicalHeaders,
  getPayloadHash,
  getSigningKey,
  SHA256_HEADER,
  SignatureV4Base,
  TOKEN_HEADER,
} from '@smithy/signature-v4';
import type { AwsEnvironment, AwsService } from '#platform/aws/aws-environment';

/** Headers of a POST to a service’s endpoint, with what signs it. */
export type Sign = (
  headers: Readonly<Record<string, string>>,
  body: string,
  signingDate: Date,
) => Promise<Record<string, string>>;

/** Signs as the SDK’s `SignatureV4` does, of which it is a part: that one brings along what signs URLs and streams. */
export const createSign = (service: AwsService, environment: AwsEnvironment): Sign => {
  const signer = new PostSigner(service, environment);
  return (headers, body, signingDate) => signer.signed(headers, body, signingDate);
};

class PostSigner extends SignatureV4Base {
  readonly #service: AwsService;
  readonly #environment: AwsEnvironment;

  constructor(service: AwsService, environment: AwsEnvironment) {
    super({ service, region: environment.region, credentials: environment.credentials, sha256: Sha256 });
    this.#service = service;
    this.#environment = environment;
  }

  async signed(given: Readonly<Record<string, string>>, body: string, signingDate: Date) {
    const { region, credentials, endpoints } = this.#environment;
    const { protocol, hostname, host, pathname: path } = endpoints[this.#service];
    const { longDate, shortDate } = this.formatDate(signingDate);
    const headers: Record<string, string> = { host, ...given, [AMZ_DATE_HEADER]: longDate };
    if (credentials.sessionToken !== undefined) headers[TOKEN_HEADER] = credentials.sessionToken;
    const request = { method: 'POST', protocol, hostname, path, query: {}, headers, body };
    const payloadHash = (headers[SHA256_HEADER] = await getPayloadHash(request, Sha256));
    const canonicalHeaders = getCanonicalHeaders(request);
    const canonicalRequest = this.createCanonicalRequest(request, canonicalHeaders, payloadHash);
    const scope = createScope(shortDate, region, this.#service);
    const key = await getSigningKey(Sha256, credentials, shortDate, region, this.#service);
    const text = await this.createStringToSign(longDate, scope, canonicalRequest, ALGORITHM_IDENTIFIER);
    const signature = createHmac('sha256', keyOf(key)).update(text).digest('hex');
    const signedHeaders = this.getCanonicalHeaderList(canonicalHeaders);
    headers[AUTH_HEADER] =
      `${ALGORITHM_IDENTIFIER} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    return headers;
  }
}

const keys = new Map<string | Uint8Array, KeyObject>();

/**
 * A secret as a key of Node’s, which costs more to make than a signature does. There are few: the function’s own, and one for
 * each day, which the signer keeps and hands over as the same object.
 */
const keyOf = (secret: string | Uint8Array): KeyObject => {
  const known = keys.get(secret);
  if (known) return known;
  const key = typeof secret === 'string' ? createSecretKey(secret, 'utf8') : createSecretKey(secret);
  keys.set(secret, key);
  return key;
};

type Hashing = ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

/** What the signer hashes with, by Node’s own crypto. */
class Sha256 {
  #hash: Hashing;
  readonly #secret: string | Uint8Array | undefined;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = typeof secret === 'string' || secret instanceof Uint8Array ? secret : undefined;
    if (secret !== undefined && this.#secret === undefined) throw new Error('The signer hands over texts and bytes.');
    this.#hash = this.#begun();
  }

  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#begun();
  }

  #begun(): Hashing {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(this.#secret));
  }
}
