import * as z from 'zod';

/** The sentence by which AT&T says that there is none, and the answers it may stand in, after “No customer found.” */
export const noneFoundOf = (thing: string) => {
  const noneFound = new RegExp(String.raw`^\W*no ${thing}s? (?:was |were )?found\W*$`, 'i');
  const sentence = z.string().regex(noneFound);
  const answer = z
    .union([sentence, z.looseObject({ message: sentence }), z.looseObject({ statusMessage: sentence })])
    .describe(`“No ${thing} found.” Assumed after the end-customer lookup, whose sentence AT&T prints.`);
  return { noneFound, answer };
};
