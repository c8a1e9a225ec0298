import * as z from 'zod';
import { whenUsed } from '#domain/when-used';

/** AT&T writes a good outcome as `Success`, `success` or the number 200. */
export const successWord = /* @__PURE__ */ z.union([
  /* @__PURE__ */ z.string().regex(/^success$/i),
  /* @__PURE__ */ z.literal(200),
  /* @__PURE__ */ z.literal('200'),
]);

/** A record id that has to be there for the outcome to be known. It may be a number. */
export const presentId = /* @__PURE__ */ z.union([
  /* @__PURE__ */ z.string().trim().min(1),
  /* @__PURE__ */ z.number(),
]);

const flag = (value: 'true' | 'false') =>
  whenUsed(() => z.union([z.literal(value === 'true'), z.string().regex(new RegExp(`^${value}$`, 'i'))]));

/** Members seen in AT&T's `200` bodies, in any operation, with the values that mean the call failed. */
const failing = {
  isSuccess: flag('false'),
  SetError: flag('true'),
  noErrorFlag: flag('false'),
  // Zeros and a word of success are what some write where there is no error.
  errorCode: whenUsed(() =>
    z.union([z.string().regex(/^(?!\s*(0*|success|ok|none|null|n\/a)\s*$)/i), z.number().refine((code) => code !== 0)]),
  ),
  status: whenUsed(() =>
    z.union([z.string().regex(/^(fail|error|reject|denied|invalid|unsuccess)/i), z.number().int().min(400)]),
  ),
} as const;

const flags = Object.entries(failing);

/** The only member of AT&T's that holds such a flag further down. */
const eSignStep = 'ESignIntegrationResponseStep';

/** Written out, as members are found quickest by names that stand in the code. No JSON has an undefined one. */
const hasAnyFlag = (members: Partial<Record<keyof typeof failing | typeof eSignStep, unknown>>): boolean =>
  members.isSuccess !== undefined ||
  members.SetError !== undefined ||
  members.noErrorFlag !== undefined ||
  members.errorCode !== undefined ||
  members.status !== undefined ||
  members.ESignIntegrationResponseStep !== undefined;

/** Whether a body carries one of AT&T's flags of failure. Looks only at members that are there, as most are not. */
export const carriesFailureFlag = (body: unknown): boolean => {
  if (typeof body !== 'object' || body === null) return false;
  // The seam to an object parsed from JSON: it has no members but its own.
  const members = body as Record<string, unknown>;
  if (!hasAnyFlag(members)) return false;
  return (
    flags.some(([name, schema]) => Object.hasOwn(members, name) && schema().safeParse(members[name]).success) ||
    (Object.hasOwn(members, eSignStep) && carriesFailureFlag(members[eSignStep]))
  );
};
