/** What local tokens are for. */
export const audience = 'urn:att-partner-gateway:local';
