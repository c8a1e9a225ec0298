import * as z from 'zod';

/** What is odd about a request, and lets it through. */
export const warningSchema = z.object({
  pointer: z.string().describe('Where in the body (RFC 6901), if it is about a member.').optional(),
  detail: z.string(),
  nearest: z.string().describe('The documented name that was perhaps meant.').optional(),
});
export type Warning = z.input<typeof warningSchema>;
