/**
 * How long a client of an AWS service waits, in milliseconds, where no other time is called for. Without
 * `throwOnRequestTimeout` the SDK only warns of a request that hangs, and waits for ever.
 */
export const sdkTimeouts = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };
