import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { scopes } from '#domain/define-operation';
import { createStateWriter, readState, type DataDir } from './state-file';

const storedSecret = z.object({ id: z.string(), value: z.string().min(16), createdAtSeconds: z.number() });
type ClientSecret = z.infer<typeof storedSecret>;

const storedClient = z.object({
  name: z.string(),
  /** Those it may ask a token for. */
  scopes: z.array(z.enum(scopes)),
  /** Oldest first; all are good. */
  secrets: z.array(storedSecret).min(1),
});
export type RegisteredClient = z.infer<typeof storedClient>;

/** Earlier releases kept a demo client's secret alone. */
const ofSecretAlone = (stored: unknown): unknown =>
  typeof stored === 'string'
    ? { name: '', scopes: [...scopes], secrets: [{ id: randomUUID(), value: stored, createdAtSeconds: 0 }] }
    : stored;

const fileName = 'clients.json';

/** Who gets tokens here: what the token issuer and the user pool share. */
export interface ClientRegister {
  /** By id. */
  all(): ReadonlyMap<string, RegisteredClient>;
  find(clientId: string): RegisteredClient | undefined;
  /** Holds at once; over a restart once it is saved. */
  set(clientId: string, client: RegisteredClient): void;
  save(): Promise<void>;
}

/** What the data folder holds of it. @throws StartError when its file does not hold what it should */
export const openClientRegister = async (dataDir: DataDir): Promise<ClientRegister> => {
  const schema = z.record(z.string(), z.preprocess(ofSecretAlone, storedClient));
  const clients = new Map(Object.entries((await readState(dataDir, fileName, schema)) ?? {}));
  return {
    all: () => clients,
    find: (clientId) => clients.get(clientId),
    set: (clientId, client) => void clients.set(clientId, client),
    save: createStateWriter(dataDir, fileName, () => Object.fromEntries(clients)),
  };
};

export const newSecret = (): ClientSecret => ({
  ...{ id: randomUUID(), value: randomBytes(24).toString('base64url') },
  createdAtSeconds: Date.now() / 1000,
});
