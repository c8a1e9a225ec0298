import type * as z from 'zod';

/**
 * How a 2xx answer is judged, refusals first; AT&T answers `200` for failures too.
 * An answer that is neither `refused` nor `done` is never called a success: a read fails, a write becomes `unknown`.
 * Only members that carry the verdict belong here; the full shape is the operation's `response`. Objects are not loose: what they may have
 * besides is passed over anyway, and a loose one walks through all of it and copies it.
 */
export interface SuccessRule {
  done: z.ZodType;
  refused?: z.ZodType;
  /** The sentence by which AT&T says that it found none, which is an answer with a 404 as well and in whatever it stands. */
  noneFound?: RegExp;
  /** Whether AT&T’s usual flags of failure count as well. Default: they do. */
  usualFlags?: boolean;
  /** JSON pointers to code and message of an answer that is no success, tried before the forms AT&T is known to use. */
  errorAt?: readonly { code?: string | undefined; message?: string | undefined }[];
}
