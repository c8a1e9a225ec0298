import { shapeOf } from '#att/answer-shape';
import { conformsTo, type Conforms } from '#att/conforms';
import { driftsOf, type Drift } from '#att/drift';
import type { UpstreamCall } from '#att/upstream-call';
import type { Operation } from '#domain/define-operation';
import type { Log } from '#platform/log';

/** Looks at a usable answer of AT&T’s for differences from the documented shape. Never fails a call. @returns whether there are any */
export type ContractWatch = (call: Pick<UpstreamCall, 'operation' | 'solutionProvider'>, body: unknown) => boolean;

/** More shapes than an operation’s answers have, few enough to forget nothing of importance. */
const mostShapes = 500;

/**
 * Logs each place where answers drift once per function instance. Where an answer drifts is looked for when its
 * shape is first seen; one that does not costs the time to walk through it.
 */
export const createContractWatch = (log: Log): ContractWatch => {
  const shapes = new Map<string, readonly Drift[]>();
  const documented = new WeakMap<Operation['response'], Conforms>();
  const documentedBy = ({ response }: Operation): Conforms => {
    const conforms = documented.get(response) ?? readable(response);
    documented.set(response, conforms);
    return conforms;
  };
  const logged = new Set<string>();

  const report = ({ id }: Operation, solutionProvider: string, drifts: readonly Drift[]): void => {
    for (const { kind, path } of drifts) {
      const place = `${id} ${kind} ${path}`;
      if (logged.has(place) || logged.size >= mostShapes) continue;
      logged.add(place);
      log.warn('contract-drift', { operation: id, solutionProvider, failure: kind, member: path });
    }
  };

  return ({ operation, solutionProvider }, body) => {
    // Documented is another shape than the tenant says that AT&T has.
    if (operation.stated?.answer || documentedBy(operation)(body)) return false;
    const shape = `${operation.id} ${shapeOf(body)}`;
    let drifts = shapes.get(shape);
    if (!drifts) {
      drifts = checked(operation, body);
      if (shapes.size >= mostShapes) shapes.clear();
      shapes.set(shape, drifts);
    }
    report(operation, solutionProvider, drifts);
    return drifts.length > 0;
  };
};

/** Of a schema this cannot read every shape is looked at. */
const readable = (response: Operation['response']): Conforms => {
  try {
    return conformsTo(response);
  } catch {
    return () => false;
  }
};

/** A schema this cannot read is not worth a partner’s call. */
const checked = ({ response }: Operation, body: unknown): readonly Drift[] => {
  try {
    return driftsOf(response, body);
  } catch {
    return [];
  }
};
