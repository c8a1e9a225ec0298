import * as z from 'zod';
import { filledText } from '#operations/mobility-schemas/text';

export const zip = z
  .string()
  .regex(/^[0-9]{5}(?:-?[0-9]{4})?$/, 'must be a ZIP code of 5 or 9 digits, such as 10001 or 10001-0001')
  .describe('Five digits, or nine with or without a hyphen.');

export const address = z
  .looseObject({
    street: filledText.describe('House number and street.'),
    unit: filledText.describe('Apartment, suite or floor.').optional(),
    city: filledText,
    state: filledText.describe('Two letters, such as `NY`. AT&T’s Ordering samples carry full names as well.'),
    zipCode: zip,
    country: filledText.describe('`USA` in AT&T’s Ordering samples.').optional(),
  })
  .describe('A postal address in the United States.');
