import * as z from 'zod';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { text } from '#operations/mobility-schemas/text';

const notAnAddress = 'must be an IP address, such as 192.0.2.10';

const staticIp = z.union([z.ipv4(notAnAddress), z.ipv6(notAnAddress)]).describe('A free static IP address of the APN.');

export const apn = z
  .string()
  .regex(
    /^[0-9A-Za-z](?:[0-9A-Za-z.-]{0,98}[0-9A-Za-z])?$/,
    'must be an access point name: letters, digits, `.` and `-`, at most 100',
  )
  .describe('Name of the custom access point (APN), such as `fleet.example.com`.');

/** AT&T takes no more in one batch. */
export const maximumSubscribers = 10;

/** An address has one text, however it is spelt: IPv6 as URLs have it, IPv4 mapped into it. */
const oneSpellingOf = (address: string): string =>
  URL.parse(`http://[${address.includes(':') ? address : `::ffff:${address}`}]`)?.hostname ?? address;

const withoutRepeats = (
  subscribers: readonly { subscriberNumber: string; staticIp?: string | undefined }[],
  context: z.RefinementCtx,
): void => {
  for (const member of ['subscriberNumber', 'staticIp'] as const) {
    const seen = new Set<string>();
    for (const [index, subscriber] of subscribers.entries()) {
      const given = subscriber[member];
      if (given === undefined) continue;
      const value = member === 'staticIp' ? oneSpellingOf(given) : given;
      if (seen.has(value)) {
        context.addIssue({ code: 'custom', path: [index, member], message: 'is in this batch already' });
      }
      seen.add(value);
    }
  }
};

export const pdpSubscribers = z
  .array(z.looseObject({ subscriberNumber, staticIp: staticIp.optional() }))
  .min(1, 'must name at least 1 subscriber')
  .max(maximumSubscribers, `must name at most ${maximumSubscribers} subscribers: send the others in further requests`)
  .superRefine(withoutRepeats)
  .describe('1 to 10 lines, each once.');

const step = text.describe('Open text, such as `pending`, `completed` or `failed`.').optional();

export const pdpBatch = z
  .looseObject({
    batchId: text.describe('Key for reading the result later.'),
    batchStatus: text.describe('Open text, such as `pending`, `completed`, `partial` or `failed`.').optional(),
    apn: text.optional(),
    subscribers: z
      .array(
        z.looseObject({
          subscriberNumber: text,
          staticIp: text.nullable().optional(),
          profileCheck: step,
          ipReservation: step,
          profileUpdate: step,
          reason: text.nullable().describe('Why a step failed.').optional(),
        }),
      )
      .describe('The three steps of each line.')
      .optional(),
  })
  .describe('State of a PDP batch. Assumed: AT&T publishes no answer.');
