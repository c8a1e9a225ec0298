import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';

const storedAt = new Date('2026-11-05T15:00:00Z');
const removedAt = new Date('2026-11-06T15:00:00Z');
/** Of the tenant that it is named after. */
const keyAliasOf = (name: string): string => `alias/${name.split('/').slice(0, 2).join('/')}`;

/** Secrets by name, with every value they had. */
export class SimpleSecrets extends Map<string, string> {
  /** When what is there was stored. */
  storedAt = storedAt;
  readonly removed = new Set<string>();
  readonly #versions = new Map<string, string[]>();

  override set(name: string, value: string): this {
    this.#versions.set(name, [...(this.#versions.get(name) ?? []), value]);
    return super.set(name, value);
  }

  /** As Secrets Manager answers. @throws its errors */
  answer(command: object): object {
    if (command instanceof CreateSecretCommand) {
      const { Name = '', SecretString = '', KmsKeyId } = command.input;
      if (KmsKeyId !== keyAliasOf(Name)) throw Object.assign(new Error(), { name: 'NotFoundException', $metadata: {} });
      this.set(Name, SecretString);
      return {};
    }
    const { SecretId: name = '' } = (command as { input: { SecretId?: string } }).input;
    if (!this.has(name)) throw new ResourceNotFoundException({ $metadata: {}, message: 'There is no such secret.' });
    const DeletedDate = this.removed.has(name) ? removedAt : undefined;
    if (command instanceof DescribeSecretCommand) return { LastChangedDate: this.storedAt, DeletedDate };
    if (command instanceof RestoreSecretCommand) {
      this.removed.delete(name);
      return {};
    }
    if (DeletedDate) throw new InvalidRequestException({ $metadata: {}, message: 'It was marked for deletion.' });
    return this.#answerOfLiving(name, command);
  }

  #answerOfLiving(name: string, command: object): object {
    if (command instanceof PutSecretValueCommand) {
      this.set(name, command.input.SecretString ?? '');
      return {};
    }
    const versions = this.#versions.get(name) ?? [this.get(name) ?? ''];
    if (command instanceof GetSecretValueCommand) {
      const { VersionId = String(versions.length - 1) } = command.input;
      return { SecretString: versions[Number(VersionId)], CreatedDate: this.storedAt };
    }
    if (command instanceof ListSecretVersionIdsCommand)
      return { Versions: versions.map((_, place) => ({ VersionId: String(place), CreatedDate: new Date(place) })) };
    if (!(command instanceof DeleteSecretCommand)) throw new Error('Secrets Manager does not know that.');
    this.removed.add(name);
    return { DeletionDate: new Date('2026-12-06T15:00:00Z') };
  }
}

export const simpleSecrets = (known: readonly (readonly [string, string])[]): SimpleSecrets => {
  const secrets = new SimpleSecrets();
  for (const [name, value] of known) secrets.set(name, value);
  return secrets;
};
