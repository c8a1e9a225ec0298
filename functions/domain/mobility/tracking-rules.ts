import type { Pointer } from '#domain/json/json-pointer';
import type { LineDevice } from '#domain/mobility/line-device';
import type { LineStatus } from '#domain/mobility/line-status';
import type { LongRunningChange } from '#domain/mobility/long-running-kind';
import type { LongRunningKind } from '#domain/mobility/observation';

/** How a call bears on something AT&T works on after it has answered: which one it is about and what it does to it. */
export interface LongRunningTrackingRule {
  kind: LongRunningKind;
  /** Absent for reads. */
  step?: 'open' | LongRunningChange;
  /** Pointer into `{path, query, body}` of the request, to AT&T’s id; absent where the call opens the item. */
  idAt?: Pointer;
  /** What may be in one open item only, by name: pointers into the request. Of a change: what the item then has instead. */
  locks?: Readonly<Record<string, Pointer>>;
  /** What the item keeps of the request, by name: pointers into it. Nothing secret. */
  storedDetails?: Readonly<Record<string, Pointer>>;
}

/** How a call bears on a line. */
export interface LineTrackingRule {
  /** Pointer into `{path, query, body}` of the request. */
  numberAt?: Pointer;
  /** Pointer into AT&T’s answer, to the number the line has from now on. */
  newNumberAt?: Pointer;
  /** What the line gets: pointers into the request. Of each the last four digits are kept. */
  newDevice?: Readonly<Partial<Record<LineDevice, Pointer>>>;
  /** Of a read by a device: pointers into the request, by the names that an activation keeps others from (`longRunning.locks`). */
  devices?: Readonly<Record<string, Pointer>>;
  /** Statuses the line has to have, as far as known, and the one the call leads to. */
  change?: { from: readonly LineStatus[]; to: LineStatus };
}
