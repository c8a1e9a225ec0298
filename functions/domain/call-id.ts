/** The id of a call: `x-request-id` of its answer, `callId` of its problem. The caller’s own, or one the gateway gives. */
export const callIdPattern = /^[\w.:-]{1,128}$/;
