import type { Method } from '#domain/define-operation';
import type { OperationId } from '#operations/registry';
import type { Fixed, Row } from '../members';

/** One address of Tincan's and which operation it is. An operation may have several. */
export interface TincanOperation {
  readonly id: OperationId;
  readonly method: Method;
  /** Below the base. `{name}` is a member `/path/<name>` of the request. */
  readonly path: string;
  /** Between `{path, query, body}` here and there. */
  readonly request: readonly Row[];
  /** Members that say which of the operations at one address is meant, here and there. */
  readonly mode?: { readonly ours: Fixed; readonly theirs: Fixed };
  /** Between the bodies of an answer. */
  readonly answer: readonly Row[];
  /** What Tincan's answer has beside. */
  readonly beside?: Fixed;
}

/** By which Tincan says that the call was well received, whatever became of it. */
export const received: Fixed = { '/errorCode': '0', '/result': 'OK' };
