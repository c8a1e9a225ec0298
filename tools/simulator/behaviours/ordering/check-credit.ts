import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour, SimRequest } from '../../behaviour';
import { checkedCredit, creditChecks, creditCourses, type CreditCheck } from './credit-checks';
import { attTime } from '../mobility/times';
import { failed, failedCreditCheck } from './refusals';
import { quoteOf } from './quotes';

const requestSchema = z.looseObject({ quoteId: z.string(), businessName: z.string().optional() });

const effectOf = ({ body }: SimRequest): string => `credit check of quote ${requestSchema.parse(body).quoteId}`;

const checkInApex: Behaviour = (request, world) => {
  const { quoteId } = requestSchema.parse(request.body);
  const quote = quoteOf(request, world, quoteId);
  if (!quote) return failed(`Quote ${quoteId} not found`);
  if (quote.orderId !== undefined) return refuse(400, 'The quote is ordered already');
  const before = world.of(creditChecks).get(quoteId);
  const { creditCheckId, approvalStatus, isToldByMail } = checkedCredit(world, quoteId, quote.opportunityName);
  return {
    status: 200,
    body: {
      flowName: 'createCreditCheck',
      id: String(world.ids.next('flow-run')),
      status: 'Success',
      statusMessage: before ? 'The credit check record is there already' : 'New credit check record has been created',
      creditCheckId,
      creditCheckDetails: isToldByMail ? {} : { approvalStatus, creditClass: creditClassOf(approvalStatus) },
    },
  };
};

const checkInAlliance: Behaviour = (request, world) => {
  const { quoteId, businessName } = requestSchema.parse(request.body);
  const quote = quoteOf(request, world, quoteId);
  if (!quote) return failedCreditCheck('INVALID_QUOTE', `Quote ${quoteId} not found`);
  if (quote.orderId !== undefined) return refuse(400, 'The quote is ordered already');
  return decisionOf(checkedCredit(world, quoteId, businessName));
};

const readInAlliance: Behaviour = ({ query }, world) => {
  const quoteId = query['quoteId'] ?? '';
  const check = world.of(creditChecks).get(quoteId);
  if (!check) return refuse(404, 'No credit check found.');
  const { status, body } = decisionOf(check);
  return { status, body: { ...body, ...(check.createdAt !== undefined && { createdDate: attTime(check.createdAt) }) } };
};

const creditClassOf = (approvalStatus: CreditCheck['approvalStatus']): string =>
  approvalStatus === 'Declined' ? 'HIGH' : 'LOW';

const decisionOf = (check: CreditCheck) => ({
  status: 200,
  body: {
    errorCode: '',
    bureauName: 'CAS DEFAULT',
    noErrorFlag: true,
    creditClass: creditClassOf(check.approvalStatus),
    creditCheckId: check.creditCheckId,
    pastDueAmount: '',
    accountBalance: '',
    approvalStatus: check.approvalStatus,
    isRefusedToPay: '',
    logErrorMessage: null,
    displayErrorPage: false,
    minimumAmountDue: '',
    creditDestination: 'B',
    approvalStatusNotes: 'N/A',
    casApplicationNumber: check.casApplicationNumber,
    individualCustomerKey: '000000000',
    affiliateAccountNumber: '',
    isDebtResolutionPending: false,
    unifiedCreditTransactionId: check.unifiedCreditTransactionId,
    isUpdatedApplicationRequired: false,
    isIdentityVerificationRequired: false,
  },
});

const idsSchema = z.union([
  z.object({ creditCheckId: z.string(), casApplicationNumber: z.number(), unifiedCreditTransactionId: z.string() }),
  z.object({ creditCheckId: z.string() }),
]);
const apexDetailsSchema = z.looseObject({ creditCheckDetails: z.looseObject({ approvalStatus: z.string() }) });

/** Checks it, under the ids of AT&T’s sample; one whose details say nothing is told by mail. */
const asInSample =
  (check: Behaviour): NonNullable<OperationBehaviour['afterExample']> =>
  (request, { body }, world) => {
    check(request, world);
    const { quoteId } = requestSchema.parse(request.body);
    const known = world.of(creditChecks).get(quoteId);
    const isToldByMail = check === checkInApex && !apexDetailsSchema.safeParse(body).success;
    // AT&T’s samples show no date.
    const createdAt = undefined;
    if (known) world.of(creditChecks).put(quoteId, { ...known, ...idsSchema.parse(body), createdAt, isToldByMail });
  };

export const apexCheckCredit: OperationBehaviour = {
  answer: checkInApex,
  effectOf,
  afterExample: asInSample(checkInApex),
};

export const allianceCheckCredit: OperationBehaviour = {
  answer: checkInAlliance,
  effectOf,
  afterExample: asInSample(checkInAlliance),
  magicValues: Object.entries(creditCourses).map(([value, { outcome }]) => ({
    where: '/businessName',
    value,
    outcome,
  })),
};

export const allianceGetCreditCheck: OperationBehaviour = { answer: readInAlliance };
