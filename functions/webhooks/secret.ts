import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
/** The specification asks for 24 to 64 bytes. */
const secretBytes = 32;

/** A signing secret as the Standard Webhooks specification writes it. */
export const newSecret = (): string => prefix + randomBytes(secretBytes).toString('base64');

/** What is signed and sent: who receives it can tell by it that nothing was changed, and that it is not an old one. */
export interface Message {
  /** The same at every attempt. */
  id: string;
  /** Seconds since the epoch, of this attempt. */
  timestamp: number;
  body: string;
}

/** `v1` signature of the Standard Webhooks specification. */
const signature = (secret: string, { id, timestamp, body }: Message): string => {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
};

/** The headers of the specification, with a signature for every secret that is still good. */
export const signatureHeaders = (secrets: readonly string[], message: Message): Record<string, string> => ({
  'webhook-id': message.id,
  'webhook-timestamp': String(message.timestamp),
  'webhook-signature': secrets.map((secret) => signature(secret, message)).join(' '),
});
