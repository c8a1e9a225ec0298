import type { SimAnswer } from '../../behaviour';

/** AT&T’s refusal with an error status. Codes and statuses are assumed: AT&T publishes no error catalogue. */
export const refused = (status: number, code: string, message: string): SimAnswer => ({
  status,
  body: { code, message },
  effect: 'none',
});

/** AT&T’s other way to say no: a `200` whose body says that it failed. */
export const refusedWith200 = (code: string, logErrorMessage: string, members: object = {}): SimAnswer => ({
  status: 200,
  body: { ...members, status: 'Failed', errorCode: code, logErrorMessage },
  effect: 'none',
});

export const notFound = (what: string, key: string): SimAnswer =>
  refused(404, 'NOT_FOUND', `${what} ${key} is not known`);
