import type { LateAnswers } from '#api/late-answers';
import type { CrossOrigin } from '#api/cross-origin';
import type { AttClient } from '#att/client';
import type { Cipher } from '#platform/data-keys/cipher';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import type { Observability } from '#platform/observability';
import type { Settings } from '#platform/settings';
import type { ReadCache } from '#read-cache/read-cache';
import type { RequestStore } from '#requests/request-store';
import type { WriteEffects } from '#requests/write-effects';

/** What every handler has around it that clients call. */
export interface AroundCalls extends Observability, CrossOrigin {}

/** What the handler of a read works with. */
export interface ReadDependencies extends AroundCalls {
  settings: Settings;
  att: AttClient;
  /** The real time: deadlines go by it. */
  wireNow: () => number;
  /** Absent where no answers are kept. */
  readCache?: ReadCache | undefined;
}

/** What a write reserves and records before AT&T is asked, and after. */
export interface WriteRecords {
  requests: RequestStore;
  effects: WriteEffects;
}

/** What the handler of a write works with. */
export interface WriteDependencies extends AroundCalls, WriteRecords {
  settings: Settings;
  att: AttClient;
  /** The real time: deadlines go by it. */
  wireNow: () => number;
  fingerprints: Fingerprints;
  /** Seals what AT&T said when nobody could tell what it means. */
  answerCipher: Cipher;
  /** Absent where a caller’s time is AT&T’s. */
  lateAnswers?: LateAnswers | undefined;
  /** The same over what is stored now, where nothing that is done is kept. */
  rehearsal: () => WriteRecords;
}
