import { defineTenant } from '../../../lib/config/tenant';

/** Everything that a tenant can state, so that the templates of all of it are looked at. It is deployed nowhere. */
const arn = (service: string, resource: string): string => `arn:aws:${service}:us-west-2:111122223333:${resource}`;

export default defineTenant({
  tenant: 'everything',
  environment: 'production',
  region: 'us-west-2',
  solutionProviders: [
    { id: 'A-06399x', families: ['ordering-apex', 'mobility'] },
    { id: '10067', families: ['ordering-alliance', 'mobility'] },
  ],
  bindings: {
    'get-line-details': { method: 'POST', path: '/v2/lines/find' },
    'request-port-in': { baseUrl: 'https://att.partner.example' },
  },
  hosts: { production: ['att.partner.example'] },
  tokenIssuer: {
    issuer: 'https://login.partner.example',
    jwksUri: 'https://login.partner.example/keys',
    audience: 'gateway',
    scopeClaim: 'scp',
    scopePrefix: 'https://gateway.example.com/',
    wholeGrantWithoutScope: true,
  },
  workflow: 'advisory',
  polling: { pollsPerMinute: 60, portInSla: ['wireless', 'simple', 'non-simple'] },
  pushes: { secretHeader: 'X-Push-Secret', sources: ['192.0.2.0/24', '2001:db8::/32'] },
  lateAnswers: { operations: 'all', seconds: 300 },
  sensitiveOperations: {
    requireActorAndReason: true,
    changesPerNumber: { changes: 2, hours: 12 },
    alarmFrom: 10,
  },
  bodySolutionProvider: 'any',
  readCacheSeconds: 30,
  source: 'partner-gateway',
  clientLimits: { perSecond: 5, perDay: 10_000 },
  contact: 'operations@example.com',
  reservedConcurrency: {
    accountLimit: 1_000,
    reservedByOthers: 100,
    functions: { 'drift-report': 1, 'push-receiver': 10, 'push-applier': 5 },
  },
  accountRoles: { accountLimit: 2_000, ofOthers: 500 },
  throttling: { requestsPerSecond: 100, burst: 200 },
  retention: { orders: 365, portIns: 365, activations: 365, pdpProvisionings: 365, lines: 365, requestContents: 7 },
  logRetentionDays: 365,
  alarms: {
    emails: ['operations@example.com'],
    urls: ['https://alerts.example.com/sns'],
    topics: [arn('sns', 'pager')],
    credentialsDays: 90,
  },
  endpoint: {
    domain: {
      name: 'gateway.example.com',
      certificateArn: arn('acm', 'certificate/0f1e2d3c-4b5a'),
      basePath: 'partners',
      hostedZoneId: 'Z0123456789ABC',
      mutualTls: {
        truststore: 's3://example-truststore/clients.pem',
        truststoreVersion: '3HL4kqtJvjVBH40Nrjfkd',
        ownershipCertificateArn: arn('acm', 'certificate/6c7d8e9f-0a1b'),
      },
    },
    webAclArn: arn('wafv2', 'regional/webacl/partners/0f1e2d3c-4b5a'),
  },
});
