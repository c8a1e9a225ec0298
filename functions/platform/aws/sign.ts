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
import { rememberedLast } from '#domain/remembered';
import type { AwsEnvironment, AwsService } from '#platform/aws/aws-environment';
import type { Post } from '#platform/aws/exchange';

/** Headers of a POST of a body, with what signs it. */
export type Sign = (body: string, signingDate: Date) => Promise<Record<string, string>>;

/**
 * Signs as the SDK’s `SignatureV4` does, of which it is a part: that one brings along what signs URLs and streams. What is signed
 * of posts to one address is made once: they differ by their body and date.
 */
export const createSign = (
  service: AwsService,
  environment: AwsEnvironment,
): ((asked: Readonly<Omit<Post, 'body'>>) => Sign) => {
  const signer = new PostSigner(service, environment);
  return (asked) => {
    const form = signer.formOf(asked);
    return (body, signingDate) => signer.signed(form, body, signingDate);
  };
};

/** Stand where a date and a hash will. No header can have such a character. */
const dateMark = '\0date';
const hashMark = '\0hash';

/** A signed post, but for what its body and date will make of it. */
interface PostForm {
  headers: Readonly<Record<string, string>>;
  canonicalRequest: string;
  signedHeaders: string;
}

class PostSigner extends SignatureV4Base {
  readonly #service: AwsService;
  readonly #environment: AwsEnvironment;
  readonly #datesOf = rememberedLast((second: number) => this.formatDate(new Date(second * 1000)));
  /** They are others each day. */
  #ofDay: { date: string; scope: string; key: KeyObject } | undefined;

  constructor(service: AwsService, environment: AwsEnvironment) {
    super({ service, region: environment.region, credentials: environment.credentials, sha256: HmacSha256 });
    this.#service = service;
    this.#environment = environment;
  }

  formOf({ path, headers: given }: Readonly<Omit<Post, 'body'>>): PostForm {
    const { credentials, endpoints } = this.#environment;
    const { protocol, hostname, host } = endpoints[this.#service];
    const headers: Record<string, string> = { host, ...given, [AMZ_DATE_HEADER]: dateMark };
    if (credentials.sessionToken !== undefined) headers[TOKEN_HEADER] = credentials.sessionToken;
    headers[SHA256_HEADER] = hashMark;
    const request = { method: 'POST', protocol, hostname, path, query: {}, headers };
    const canonicalHeaders = getCanonicalHeaders(request);
    return {
      headers,
      canonicalRequest: this.createCanonicalRequest(request, canonicalHeaders, hashMark),
      signedHeaders: this.getCanonicalHeaderList(canonicalHeaders),
    };
  }

  async signed(form: PostForm, body: string, signingDate: Date): Promise<Record<string, string>> {
    const { longDate, shortDate } = this.#datesOf(Math.floor(signingDate.getTime() / 1000));
    const { scope, key } = this.#ofDay?.date === shortDate ? this.#ofDay : await this.#dayOf(shortDate);
    const payloadHash = hash('sha256', body);
    const request = form.canonicalRequest.replaceAll(hashMark, payloadHash).replace(dateMark, longDate);
    const signature = createHmac('sha256', key)
      .update(`${ALGORITHM_IDENTIFIER}\n${longDate}\n${scope}\n${hash('sha256', request)}`)
      .digest('hex');
    const credential = `${this.#environment.credentials.accessKeyId}/${scope}`;
    return {
      ...form.headers,
      [AMZ_DATE_HEADER]: longDate,
      [SHA256_HEADER]: payloadHash,
      [AUTH_HEADER]: `${ALGORITHM_IDENTIFIER} Credential=${credential}, SignedHeaders=${form.signedHeaders}, Signature=${signature}`,
    };
  }

  async #dayOf(date: string) {
    const { region, credentials } = this.#environment;
    const bytes = await getSigningKey(HmacSha256, credentials, date, region, this.#service);
    this.#ofDay = { date, scope: createScope(date, region, this.#service), key: createSecretKey(bytes) };
    return this.#ofDay;
  }
}

/** What the signer makes the day’s key with, by Node’s own crypto. */
class HmacSha256 {
  readonly #hmac: ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    if (typeof secret !== 'string' && !(secret instanceof Uint8Array))
      throw new Error('The signer hands over texts and bytes.');
    this.#hmac = createHmac('sha256', secret);
  }

  update(data: Uint8Array): void {
    this.#hmac.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hmac.digest());
  }

  reset(): void {
    throw new Error('The signer makes another one.');
  }
}
