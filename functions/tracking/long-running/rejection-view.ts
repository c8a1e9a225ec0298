import * as z from 'zod';
import { explainRejections } from '#domain/mobility/explain-rejections';
import { rejectionFor, rejectionsFor } from '#domain/mobility/port-rejections';
import { actors } from '#domain/mobility/port-rejection';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** A refusal in plain words. */
export const rejectionViewSchema = z
  .object({
    code: z.string().describe('Ours; `unmapped` when AT&T’s code is in no catalogue of the gateway’s.'),
    fields: z
      .array(z.string())
      .readonly()
      .describe('JSON pointers into the body of request-port-in: what has to be corrected. `""` is the whole request.'),
    cause: z.string(),
    cure: z.string(),
    actor: z.enum(actors).describe('Who has to act first.'),
    resubmittable: z.boolean().describe('Whether a corrected request can succeed without AT&T’s help.'),
    examplePatch: z
      .object({ method: z.string(), path: z.string(), body: z.record(z.string(), z.unknown()) })
      .describe('A request that sends the corrected port-in round again; its values are examples.')
      .optional(),
  })
  .describe('Why the old carrier refused, and what helps.');
export type RejectionView = z.output<typeof rejectionViewSchema>;

export const rejectionView = ({ id, raw, state }: LongRunningRequest): RejectionView => {
  const rejection = rejectionFor(raw);
  if (!rejection) {
    return {
      code: 'unmapped',
      fields: [],
      cause: 'AT&T’s reason is in no catalogue of the gateway’s; `raw` has it as AT&T wrote it.',
      cure: 'Read AT&T’s text, correct what it names and resubmit; otherwise ask AT&T. The operator of the gateway sees that a reason is missing.',
      actor: 'you',
      resubmittable: state === 'action-required',
    };
  }
  const { code, fields, cure, actor, resubmittable } = rejection;
  const { cause, examplePatch } = explainRejections(rejectionsFor(raw));
  return {
    code,
    fields,
    cause,
    cure,
    actor,
    resubmittable,
    ...(state === 'action-required' && {
      examplePatch: { method: 'PATCH', path: `/v1/mobility/port-ins/${id}`, body: { ...examplePatch } },
    }),
  };
};
