import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { scopes } from '#domain/define-operation';
import { clientGrants } from '#platform/table/keys';

export interface BenchToken {
  token: string;
  /** The issuer’s keys, as JSON. */
  jwks: string;
  /** What its client may do: an item of the table, marshalled. */
  grant: Record<string, AttributeValue>;
}

/** A sound token with the key it is verified by and the grant of its client. */
export const benchToken = async (): Promise<BenchToken> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const token = await new SignJWT({ client_id: 'bench', scope: scopes.join(' ') })
    .setProtectedHeader({ alg: 'RS256', kid: '1', typ: 'at+jwt' })
    .setIssuer('https://issuer.example.com')
    .setAudience('bench')
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(privateKey);
  const key = { ...(await exportJWK(publicKey)), alg: 'RS256', kid: '1', use: 'sig' };
  const item = { ...clientGrants.key.of({ clientId: 'bench' }), solutionProviders: ['10067'], scopes: [...scopes] };
  return { token, jwks: JSON.stringify({ keys: [key] }), grant: marshall(item) };
};
