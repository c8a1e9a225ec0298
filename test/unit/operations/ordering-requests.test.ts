import * as z from 'zod';
import { documented as handOffExamples } from '#operations/apex-hand-off-order/examples';
import { operation as apexHandOffOrder } from '#operations/apex-hand-off-order/operation';
import { documented as contractExamples } from '#operations/apex-create-contract/examples';
import { operation as apexCreateContract } from '#operations/apex-create-contract/operation';
import { documented as orderExamples } from '#operations/apex-create-order/examples';
import { operation as apexCreateOrder } from '#operations/apex-create-order/operation';
import { documented as installationExamples } from '#operations/apex-enrich-installation-and-shipping/examples';
import { operation as apexEnrichInstallation } from '#operations/apex-enrich-installation-and-shipping/operation';
import { operation as allianceCheckCredit } from '#operations/alliance-check-credit/operation';
import { operation as allianceRequestException } from '#operations/alliance-request-end-customer-exception/operation';
import type { Operation } from '#domain/define-operation';

const bodies = new Map<Operation, unknown>([
  [apexHandOffOrder, handOffExamples.examples[0].request.body],
  [apexCreateContract, contractExamples.examples[0].request.body],
  [apexCreateOrder, orderExamples.examples[0].request.body],
  [apexEnrichInstallation, installationExamples.examples[0].request.body],
]);

/** Whether the gateway takes the operation’s first example with these members changed. */
const accepts = (operation: Operation, changes: object): boolean =>
  operation.request.body?.safeParse({ ...z.looseObject({}).parse(bodies.get(operation)), ...changes }).success ?? false;

describe('what a caller may send', () => {
  it.each(['801dx00000Gd81K', '801ZZQ000100LQLb', '801dx00000XWPy1AAH', 'A', 'x'.repeat(64)])(
    'takes the id %s',
    (orderId) => {
      expect(accepts(apexHandOffOrder, { orderId })).toBe(true);
    },
  );

  it.each(['', ' ', ' 801', '801\n', 'x'.repeat(65), '801\u0000', 801, null, undefined])(
    'refuses the id %j',
    (orderId) => {
      expect(accepts(apexHandOffOrder, { orderId })).toBe(false);
    },
  );

  it.each([
    '2024-01-16T20:00:00.000+0000',
    '2024-01-16T20:00:00.000+00:00',
    '2024-01-16T20:00:00Z',
    '2024-02-29T23:59:59.5-0600',
  ])('takes the date %s', (customerRequestedStartDate) => {
    expect(accepts(apexEnrichInstallation, { customerRequestedStartDate })).toBe(true);
  });

  it.each([
    '2024-01-16',
    '2024-01-16T20:00:00',
    '2023-02-29T20:00:00Z',
    '2024-13-01T20:00:00Z',
    '2024-01-16T25:00:00+0000',
    '16.1.2024',
    '',
  ])('refuses the date %p', (customerRequestedStartDate) => {
    expect(accepts(apexEnrichInstallation, { customerRequestedStartDate })).toBe(false);
  });

  it('tells text flags from booleans as AT&T does', () => {
    expect(accepts(apexEnrichInstallation, { startBillingBeforeReqDueDate: 'true' })).toBe(true);
    expect(accepts(apexEnrichInstallation, { startBillingBeforeReqDueDate: true })).toBe(false);
    expect(accepts(apexCreateOrder, { 'checkT&C': true })).toBe(true);
    expect(accepts(apexCreateOrder, { 'checkT&C': 'true' })).toBe(false);
  });

  it('asks for the terms under AT&T’s own key', () => {
    expect(accepts(apexCreateOrder, { 'checkT&C': undefined, checkTandC: true })).toBe(false);
  });

  it.each(['approver@example.com', 'a+b@sub.example.com'])('takes the approver %s', (approverEmail) => {
    expect(accepts(apexCreateContract, { approverEmail })).toBe(true);
  });

  it.each(['', 'approver', 'two words@example.com', 'a@example.com,b@example.com'])(
    'refuses the approver %p, who could never sign',
    (approverEmail) => {
      expect(accepts(apexCreateContract, { approverEmail })).toBe(false);
    },
  );

  it('needs no more than a quote for an Alliance credit check, as AT&T does not say what is required', () => {
    expect(allianceCheckCredit.request.body.safeParse({ quoteId: '0Q055000000g9ke' }).success).toBe(true);
    expect(allianceCheckCredit.request.body.safeParse({}).success).toBe(false);
  });

  it.each(['accountId', 'endCustomerId', 'subAccountId'])('names the customer of an exception by %s', (member) => {
    expect(allianceRequestException.request.body.safeParse({ [member]: 'Z9Y8X' }).success).toBe(true);
    expect(allianceRequestException.request.body.safeParse({ reason: 'Asked in writing' }).success).toBe(false);
  });
});
