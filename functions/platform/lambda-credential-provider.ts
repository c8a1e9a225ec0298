/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles: Lambda hands a function its credentials in environment
 * variables, so the other ways of finding some (profiles, SSO, instance metadata) would only make every function 135 KB larger.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
