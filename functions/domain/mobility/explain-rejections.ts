import type { PortRejection, RejectionExplanation } from '#domain/mobility/port-rejection';
import { rejectionExplanations } from '#domain/mobility/port-rejection-explanations-table';

/** Why a port-in is refused for these causes, and what would send it round again. */
export const explainRejections = (rejections: readonly Pick<PortRejection, 'code'>[]): RejectionExplanation => {
  const explanations = rejections.flatMap(({ code }) => rejectionExplanations[code] ?? []);
  return {
    cause: explanations.map(({ cause }) => cause).join(' '),
    examplePatch: explanations.reduce((all, { examplePatch }) => merged(all, examplePatch), {}),
  };
};

const merged = (one: object, other: object): Record<string, unknown> => {
  const result: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other) as [string, unknown][]) {
    const mine = result[name];
    result[name] = isObject(mine) && isObject(value) ? merged(mine, value) : (mine ?? value);
  }
  return result;
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
