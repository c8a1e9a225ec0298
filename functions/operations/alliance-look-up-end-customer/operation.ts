import * as z from 'zod';
import { guidanceFor } from '#operations/alliance-look-up-end-customer/guidance';
import { defineOperation } from '#domain/define-operation';
import { listWithoutRefusal, refusalInList } from '#operations/ordering-schemas/outcome';

const text = z.string();
const nullableText = z.string().nullable();

const address = z
  .looseObject({
    street: text.describe('Matched loosely; may be blank.').optional(),
    city: text.describe('Matched exactly.').optional(),
    state: text.describe('Matched exactly. AT&T’s samples carry full names as well as two-letter codes.').optional(),
    country: text.describe('`USA` in AT&T’s samples.').optional(),
    zipCode: text.describe('Matched exactly. Five digits, or nine without a hyphen.').optional(),
  })
  .describe('Where the customer is.');

const request = z
  .looseObject({
    spId: text
      .describe(
        'AT&T’s id of the Solution Provider. Printed on AT&T’s newer page only. Has to be the one the call is for.',
      )
      .optional(),
    accountName: text
      .refine((name) => name.trim() !== '', 'must not be blank')
      .describe('Name to look for, matched loosely. AT&T’s AIAB sibling wants at least 3 characters.'),
    address,
  })
  .describe('Name and address of the end customer to look for.');

const standing = {
  acid: nullableText.optional(),
  salesSegment: nullableText.optional(),
  loaStatus: text.describe('Letter of authorization on file: `Y` or `N` seen.').optional(),
  allianceStatus: text.describe('`OPPORTUNITY` or `ATT ONLY` seen.').optional(),
  accountStatus: nullableText.describe('`Active`, `Inactive` or null seen.').optional(),
  exception: text.describe('State of an exception request: `N` or `NA` seen.').optional(),
};

const accountRecord = z
  .looseObject({
    accountName: text,
    accountId: text.describe('Record id; 10, 15, 16 and 18 characters seen.'),
    subAccountId: text.describe('Key for the later ordering steps.').optional(),
    accountAddress: address.optional(),
    contractStatus: nullableText.describe('`Active (Remote)` or null seen.').optional(),
    parentPartnerAccId: nullableText.optional(),
    partnerId: nullableText.optional(),
    ...standing,
  })
  .describe('The shape of AT&T’s get-started and older reference page.');

const endCustomerRecord = z
  .looseObject({
    endCustomerName: text,
    endCustomerId: text,
    address: z.looseObject({ Country: text.describe('With a capital C in this shape.').optional() }).optional(),
    segment: text.optional(),
    segmentCode: text.optional(),
    subSegment: text.optional(),
    ...standing,
  })
  .describe('The shape of AT&T’s newer reference page. Which of the two is live is not published.');

const noneFound = /^\W*no customers? (?:was |were )?found\W*$/i;

const sentence = z.string().regex(noneFound);

const noCustomerFound = z
  .union([sentence, z.looseObject({ message: sentence }), z.looseObject({ statusMessage: sentence })])
  .describe('“No customer found.” The text is published, its shape and status are not.');

export const operation = defineOperation({
  id: 'alliance-look-up-end-customer',
  family: 'ordering-alliance',
  scope: 'ordering:read',
  summary: 'Look up an Alliance end customer',
  description:
    'Finds end customers by name and address, with their Alliance and letter-of-authorization status. First step of the Alliance flow. Finding none is an answer, not an error.',
  impact: 'Partners cannot look up Alliance end customers, so no new Alliance sale can start.',
  method: 'POST',
  path: '/v1/ordering/alliance/end-customer-lookup',
  request: { body: request },
  response: z.union([z.array(z.union([accountRecord, endCustomerRecord])), noCustomerFound]),
  binding: {
    domain: 'end-customer',
    method: 'POST',
    path: '/customerAccountLookup',
    provenance: 'published',
    baseUrls: { production: 'https://att-endcustomerlookup-eapi.gw.cloud.att.com/api/v1' },
    source:
      'Method and path: Alliance reference page. Production base URL: printed for the identical path on the AIAB page. UAT host: not public.',
  },
  success: {
    done: listWithoutRefusal,
    refused: refusalInList,
    noneFound,
  },
  idempotency: 'safe',
  guidance: guidanceFor,
});
