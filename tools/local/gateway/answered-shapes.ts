/*
 * What a function answers is looked at by hand, as it is for each call: a schema of the authorizer’s answer alone takes more than
 * route, event and context together.
 */

export type Scalar = string | number | boolean;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export const areScalars = (value: unknown): value is Record<string, Scalar> => {
  if (!isObject(value)) return false;
  for (const name in value) if (!isScalar(value[name])) return false;
  return true;
};
