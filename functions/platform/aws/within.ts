/**
 * Has a client of the SDK’s give up on a request in time, in milliseconds. Without `throwOnRequestTimeout` the SDK only warns of
 * one that hangs, and waits for ever.
 */
export const within = (requestTimeout: number, connectionTimeout = 1_000) => ({
  requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
});
