import * as z from 'zod';

const pattern =
  /^(?<year>[0-9]{4})-(?<month>0[1-9]|1[0-2])-(?<day>[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])$/;

const isDateTime = (value: string): boolean => {
  const parts = pattern.exec(value)?.groups;
  if (!parts) return false;
  const daysInMonth = new Date(Date.UTC(Number(parts.year), Number(parts.month), 0)).getUTCDate();
  return Number(parts.day) >= 1 && Number(parts.day) <= daysInMonth;
};

const example = '2026-11-05T09:00:00+0000';

/** AT&T’s Ordering samples write the offset without a colon; ISO 8601 has it both ways. */
export const dateTime = /* @__PURE__ */ z
  .string()
  .refine(isDateTime, `must be a date and time with an offset, such as ${example}, ${example.slice(0, -2)}:00 or Z`)
  .describe(`ISO 8601 date and time with an offset: \`${example}\`, \`+00:00\` or \`Z\`.`);

const effectiveWords = ['immediate', 'nextBillingCycle', 'uponCompletionOfRequest'];

/** The words are those a neighbouring AT&T family publishes for line changes. */
export const effectiveDate = /* @__PURE__ */ z
  .string()
  .refine(
    (value) => effectiveWords.includes(value) || isDateTime(value),
    `must be a date and time such as ${example}, or one of ${effectiveWords.join(', ')}`,
  )
  .describe('When the change takes effect: an ISO 8601 date and time, or one of AT&T’s words for it.')
  .meta({ examples: [...effectiveWords, example] });
