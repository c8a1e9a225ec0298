import * as z from 'zod';

/** What templates have no other characters than: `cdk import` fails by one that has, and CloudFormation makes it `?`. */
const printable = /^[\x20-\x7e]+$/;

/** A text that stands in a template as it is. */
export const asciiText = z.string().regex(printable, 'must be printable ASCII characters');

/** An address that stands in a template as it is. */
export const httpsUrl = z
  .url({ protocol: /^https$/, error: 'must be an https URL' })
  .regex(printable, 'must be ASCII: write the host in Punycode and the rest with `%` escapes');
