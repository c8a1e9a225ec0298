import type { SlaProfile } from '#domain/business-time/profiles';
import type { LongRunningKind, Observation } from '#domain/mobility/observation';

/** A change a partner may ask for on an item that is there. */
export type LongRunningChange = 'update' | 'cancel';

/** One kind of tracked item as data: its states, what AT&T’s words mean, and what may be done when. */
export interface LongRunningKindRules {
  kind: LongRunningKind;
  /** What a person calls it. */
  noun: string;
  /** Name of its routes: `/v1/tracking/<collection>`. */
  collection: string;
  /**
   * From a state to those AT&T may report next. Reads miss states in between, so what can be reached in two steps can be
   * reached in one. A state without a next one is final.
   */
  next: Readonly<Record<string, readonly string[]>>;
  /** AT&T’s status words, by letters and digits in lower case, and our state for each. */
  words: Readonly<Record<string, string>>;
  /** The state of an item AT&T has taken without a status word. */
  opened: string;
  /** Final states in which the item goes on to keep others from what only one may have. */
  keepsLocksIn?: readonly string[];
  /** States in which a change may be asked for. */
  changeableIn: Partial<Record<LongRunningChange, readonly string[]>>;
  /** What an answer shows besides its status word. */
  read: (answer: unknown) => Pick<Observation, 'reason' | 'details'>;
  /** When it should be done that was asked for at a time, by the body of the request. ISO 8601. */
  dueAt?: (body: unknown, at: string, portInProfiles?: readonly SlaProfile[]) => string | undefined;
  /** Corrects the state by what else the answer shows. @param word AT&T’s status word, plain */
  refine?: (state: string | undefined, details: Observation['details'], word?: string) => string | undefined;
  /** Our code for AT&T’s reason in a state, where reasons are translated; undefined for one nobody knows. */
  reasonCode?: (state: string, reason: NonNullable<Observation['reason']>) => string | undefined;
}

/** Nothing is known yet; any state may come. */
export const unknownState = 'unknown';

export const isFinal = ({ next }: Pick<LongRunningKindRules, 'next'>, state: string): boolean =>
  next[state]?.length === 0;

export const mayFollow = ({ next }: Pick<LongRunningKindRules, 'next'>, from: string, to: string): boolean =>
  next[from]?.includes(to) ?? false;

/** A status word as words are compared: without capitals, blanks and hyphens. */
export const plainWord = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Our state for AT&T’s word; undefined for one nobody knows. */
export const stateOfWord = ({ words }: Pick<LongRunningKindRules, 'words'>, word: string): string | undefined => {
  const plain = plainWord(word);
  return Object.hasOwn(words, plain) ? words[plain] : undefined;
};

/** Every state of the kind. */
export const statesOf = ({ next }: Pick<LongRunningKindRules, 'next'>): string[] => Object.keys(next);
