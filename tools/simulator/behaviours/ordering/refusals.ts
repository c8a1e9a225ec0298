import type { SimAnswer } from '../../behaviour';

/**
 * AT&T publishes no error answer of Ordering. Some refusals are 4xx documents (`refuse` of ../../admission), others are
 * 200s that carry the failure flags of AT&T’s samples, so that a caller meets both. All are assumed.
 */
const refusedAs = (body: unknown): SimAnswer => ({ status: 200, body, effect: 'none' });

/** The status word most answers carry, saying the contrary. */
export const failed = (statusMessage: string): SimAnswer => refusedAs({ status: 'Failed', statusMessage });

/** The handoff’s spelling of it. */
export const failedHandoff = (message: string): SimAnswer => refusedAs({ status: 'failed', message });

/** The flags of the Alliance credit check. */
export const failedCreditCheck = (errorCode: string, logErrorMessage: string): SimAnswer =>
  refusedAs({
    errorCode,
    noErrorFlag: false,
    logErrorMessage,
    displayErrorPage: true,
    creditCheckId: '',
    approvalStatus: '',
  });

/** The flags of the APEX contract. */
export const failedContract = (description: string): SimAnswer =>
  refusedAs({
    ContractEnvelopeId: '',
    ESignIntegrationResponseStep: { isSuccess: false, description },
    SetError: true,
    callContractMS: false,
  });

/** A status inside the body, as the AIAB contract has one. */
export const failedByCode = (code: number, description: string): SimAnswer =>
  refusedAs({ code, message: 'Failed', description });

/** A list whose only item is the failure, as the answer of the Alliance billing enrichment is a list. */
export const failedInList = (errorCode: string, errorMessage: string): SimAnswer =>
  refusedAs([{ BillingAccountName: '', errorCode, errorMessage }]);
