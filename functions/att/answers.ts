import * as z from 'zod';

/** AT&T writes a good outcome as `Success`, `success` or the number 200. */
export const successWord = z.union([z.string().regex(/^success$/i), z.literal(200), z.literal('200')]);

/** A record id that has to be there for the outcome to be known. */
export const presentId = z.string().trim().min(1);

const flag = (value: 'true' | 'false') =>
  z.union([z.literal(value === 'true'), z.string().regex(new RegExp(`^${value}$`, 'i'))]);

/**
 * Flags seen in AT&T's `200` bodies that mean the call failed, in any operation:
 * `isSuccess: false`, `SetError: true`, `noErrorFlag: false`, a filled `errorCode`, a status word of failure.
 */
export const failureFlags = z.union([
  z.looseObject({ isSuccess: flag('false') }),
  z.looseObject({ ESignIntegrationResponseStep: z.looseObject({ isSuccess: flag('false') }) }),
  z.looseObject({ SetError: flag('true') }),
  z.looseObject({ noErrorFlag: flag('false') }),
  z.looseObject({ errorCode: z.union([z.string().trim().min(1), z.number()]) }),
  z.looseObject({
    status: z.union([z.string().regex(/^(fail|error|reject|denied|invalid|unsuccess)/i), z.number().int().min(400)]),
  }),
]);
