/**
 * How an attribute is stored. `clear`: as it is. `masked`: what an operation declares secret is replaced by `[secret]`.
 * `sealed`: encrypted with a key of its own. `hashed`: a digest of it. All of it is encrypted by the table besides.
 */
export type Protection = 'clear' | 'masked' | 'sealed' | 'hashed';

/** With what a reader cannot guess from the name. */
export type AttributeDescription = Protection | readonly [Protection, string];

/** What a person wants to know of a kind of item besides its keys. */
export interface ItemDescription {
  title: string;
  what: string;
  writtenBy: string;
  /** File or folder of what writes it; absent where nothing of the gateway does. */
  code?: `functions/${string}`;
  /** Without those of keys, indexes and the time to live. A name in braces stands for any text. */
  attributes: Readonly<Record<string, AttributeDescription>>;
}

type OfKeys = 'pk' | 'sk' | 'listPk' | 'listSk' | 'openPk' | 'openSk' | 'expiresAt';

/** Every attribute of a stored type, so that one more has to be described before it compiles. */
export const attributesOf = <T>(attributes: {
  readonly [Name in Exclude<keyof T, OfKeys>]-?: AttributeDescription;
}): ItemDescription['attributes'] => attributes;
