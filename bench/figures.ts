/** One measured figure: a median with the middle half of what was measured, or why there is none. */
export type Figure =
  { value: number; low?: number; high?: number; note?: string } | { value: null; notMeasured: string };

export type Figures = Readonly<Record<string, Figure>>;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** The median, and the quarters beside it. */
export const spreadOf = (values: readonly number[]): { value: number; low: number; high: number } => {
  const sorted = values.toSorted((a, b) => a - b);
  return { value: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
};

/** Of measurements that were taken in pairs, one beside the other: the spread of the ratios of the pairs. */
export const pairedRatio = (
  of: readonly number[],
  to: readonly number[],
): { value: number; low: number; high: number } =>
  spreadOf(of.map((value, index) => value / (to[index] ?? NaN)).filter((ratio) => Number.isFinite(ratio)));

/** @throws when nothing was measured */
export const worstOf = (figures: readonly (readonly [name: string, figure: Figure])[]): Figure => {
  const [worst] = figures.toSorted(([, a], [, b]) => (b.value ?? 0) - (a.value ?? 0));
  if (!worst || worst[1].value === null) throw new Error('Nothing was measured.');
  return { ...worst[1], note: worst[0] };
};
