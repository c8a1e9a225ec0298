import type { SimWorld } from '../../world/sim-world';

/** Area and office codes by ZIP. */
const officesByZip: ReadonlyMap<string, readonly string[]> = new Map([
  ['10001', ['212555', '646555', '917555']],
  ['30303', ['404555', '678555']],
  ['60601', ['312555', '773555']],
  ['75201', ['214555', '972555']],
  ['77002', ['713555', '832555']],
  ['94103', ['415555', '628555']],
]);

/** A ZIP without any number. */
export const zipWithoutNumbers = '99999';
/** An office code without a free number, in any area code. */
export const fullOffice = '599';
/** No number with these last four digits is ever free. */
export const takenEnding = '0199';

const linesPerOffice = 100;
/** Lines 0131 and 0132 are given away by examples; counting goes on at 0100 after 0199. */
const firstLine = 33;

/** Whether the office serves the ZIP. ZIPs the simulator does not list are served by all. */
export const servesZip = (office: string, zip: string): boolean =>
  zip !== zipWithoutNumbers && (officesByZip.get(zip.slice(0, 5))?.includes(office) ?? true);

/** A fresh number of an office, or of the ZIP’s offices when AT&T may choose. Made up: they are 01xx numbers. */
export const freeNumber = (
  world: SimWorld,
  { zip, office, isTaken }: { zip: string; office?: string | undefined; isTaken: (number: string) => boolean },
): string | undefined => {
  if (zip === zipWithoutNumbers || office?.endsWith(fullOffice)) return undefined;
  for (const candidate of office === undefined ? officesOf(zip) : [office]) {
    const number = freeNumberOf(world, candidate, isTaken);
    if (number !== undefined) return number;
  }
  return undefined;
};

/** The ZIP’s own offices, then those of the whole country. */
const officesOf = function* (zip: string): Generator<string> {
  yield* officesByZip.get(zip.slice(0, 5)) ?? [];
  for (let area = 220; area < 990; area += 1) yield `${area}555`;
};

const freeNumberOf = (world: SimWorld, office: string, isTaken: (number: string) => boolean): string | undefined => {
  for (;;) {
    const serial = world.ids.next(`line of ${office}`) - 1;
    if (serial >= linesPerOffice) return undefined;
    const number = `${office}01${String((firstLine + serial) % linesPerOffice).padStart(2, '0')}`;
    if (!isTaken(number)) return number;
  }
};
