import { shapeOf } from '#att/answer-shape';
import { driftsOf, type Drift } from '#att/drift';
import type { UpstreamCall } from '#att/upstream-call';
import type { Operation } from '#domain/define-operation';
import type { Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';

/** Looks at every usable answer of AT&T’s for differences from the documented shape. Never fails a call. */
export type ContractWatch = (call: Pick<UpstreamCall, 'operation' | 'solutionProvider'>, body: unknown) => void;

/** More shapes than an operation’s answers have, few enough to forget nothing of importance. */
const mostShapes = 500;

/**
 * Counts answers that drift, and logs each place once per function instance. A shape is compared with the schema when it
 * is first seen; after that an answer costs the time to read its shape.
 */
export const createContractWatch = ({ log, metrics }: { log: Log; metrics: Metrics }): ContractWatch => {
  const shapes = new Map<string, readonly Drift[]>();
  const logged = new Set<string>();

  const report = ({ id }: Operation, solutionProvider: string, drifts: readonly Drift[]): void => {
    metrics.emit({ operation: id, solutionProvider }, { ContractDrift: 1 });
    for (const { kind, path } of drifts) {
      const place = `${id} ${kind} ${path}`;
      if (logged.has(place) || logged.size >= mostShapes) continue;
      logged.add(place);
      log.warn('contract-drift', { operation: id, solutionProvider, failure: kind, member: path });
    }
  };

  return ({ operation, solutionProvider }, body) => {
    // Documented is another shape than the tenant says that AT&T has.
    if (operation.stated?.answer) return;
    const shape = `${operation.id} ${shapeOf(body)}`;
    let drifts = shapes.get(shape);
    if (!drifts) {
      drifts = checked(operation, body);
      if (shapes.size >= mostShapes) shapes.clear();
      shapes.set(shape, drifts);
    }
    if (drifts.length > 0) report(operation, solutionProvider, drifts);
  };
};

/** A schema this cannot read is not worth a partner’s call. */
const checked = ({ response }: Operation, body: unknown): readonly Drift[] => {
  try {
    return driftsOf(response, body);
  } catch {
    return [];
  }
};
