/** Statements of a tenant’s contract that stand in files of their own, by operation. */
export type ContractFiles = ReadonlyMap<string, { file: string; value: unknown }>;

/** By operation: the file of its own that its statement stands in. */
export type StatedIn = Readonly<Record<string, string>>;

export const statedIn = (files: ContractFiles): StatedIn =>
  Object.fromEntries([...files].map(([id, { file }]) => [id, file]));

/** A mistake as `path: reason` with the file it is in, where that is not the tenant’s: `bindings.<operation>.path: …` is `<file>: path: …`. */
export const inItsFile = (mistake: string, places: StatedIn = {}): string => {
  const { id = '', rest = '' } = /^bindings\.(?<id>[\w-]+)\.?(?<rest>.*)$/s.exec(mistake)?.groups ?? {};
  const file = Object.hasOwn(places, id) ? places[id] : undefined;
  if (file === undefined) return mistake;
  return rest.startsWith(':') ? `${file}${rest}` : `${file}: ${rest}`;
};
