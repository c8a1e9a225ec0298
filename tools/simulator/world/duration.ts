const iso = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Weeks to seconds; months and years have no fixed length and are not taken. */
const unitsMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Whether the text is a duration like `PT72H`, `P3D` or `PT1M30S`. */
export const isDuration = (text: string): boolean => iso.test(text);

/** Milliseconds of an ISO 8601 duration. @throws RangeError when it is none */
export const durationMs = (text: string): number => {
  const found = iso.exec(text);
  if (!found) throw new RangeError(`${text} is not a duration like PT72H, P3D or PT1M30S.`);
  return unitsMs.reduce((sum, unitMs, index) => sum + unitMs * Number(found[index + 1] ?? 0), 0);
};
