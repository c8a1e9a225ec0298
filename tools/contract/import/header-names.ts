import type { CredentialHeaders } from '#domain/define-operation';

const usual = new Set(['content-type', 'accept', 'user-agent', 'host', 'content-length', 'cache-control']);

/** Which of the headers carry the Solution Provider’s id and secret. */
export const credentialHeaders = (
  names: readonly string[],
): { statement: CredentialHeaders | undefined; questions: string[] } => {
  const own = names.filter((name) => !usual.has(name.toLowerCase()));
  const secrets = own.filter((name) => /secret|key|password/i.test(name));
  const ids = own.filter((name) => !secrets.includes(name) && /client|app|consumer|user|partner/i.test(name));
  const [[clientId], [clientSecret]] = [ids, secrets];
  if (clientId !== undefined && clientSecret !== undefined && ids.length === 1 && secrets.length === 1) {
    return { statement: { clientId, clientSecret }, questions: [] };
  }
  const among = own.length > 0 ? ` Seen: ${own.join(', ')}.` : '';
  return {
    statement: undefined,
    questions: [`credentialHeaders: which headers carry id and secret, if not client_id and client_secret?${among}`],
  };
};
