import * as z from 'zod';

/** Doubles every second digit from the right, adds up all digits; a valid number ends in 0. */
const passesLuhn = (digits: string): boolean =>
  Array.from(digits)
    .toReversed()
    .reduce((sum, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return sum + (value > 9 ? value - 9 : value);
    }, 0) %
    10 ===
  0;

export const imei = z
  .string()
  .regex(/^[0-9]{15}$/, { error: 'must be 15 digits', abort: true })
  .refine(passesLuhn, 'has a wrong check digit: compare it with the number the device shows for *#06#')
  .describe('International mobile equipment identity: 15 digits, the last a Luhn check digit.');

export const iccid = z
  .string()
  .regex(/^89[0-9]{17,18}$/, 'must be 19 or 20 digits starting with 89')
  .describe('Number printed on the SIM (ICCID, ITU-T E.118): 19 or 20 digits starting with 89.');

export const eid = z
  .string()
  .regex(/^[0-9]{32}$/, 'must be 32 digits')
  .describe('Number of the eSIM chip in the device: 32 digits.');

const members = {
  imei: imei.optional(),
  sim: iccid.optional(),
  eid: eid.describe('Number of the eSIM chip, instead of `sim`: 32 digits.').optional(),
};

/** A device that starts service: always with an IMEI, and with either a SIM or an eSIM. */
export const newDevice = z
  .looseObject({ ...members, imei })
  .refine(({ sim, eid }) => (sim === undefined) !== (eid === undefined), {
    error: 'must have either `sim` or `eid` (eSIM), not both',
    path: ['sim'],
  })
  .describe('The device and its SIM or eSIM.');

/** Members of a device change: any of the three, a SIM and an eSIM never together. */
export const deviceMembers = members;
