import { defineTenant } from '../lib/config/tenant';

/** An example to copy. Ids are made up; credentials never stand here but in AWS Secrets Manager. */
export default defineTenant({
  tenant: 'example',
  environment: 'uat',
  region: 'us-east-1',
  solutionProviders: [
    { id: 'A-06399x', families: ['ordering-apex', 'mobility'] },
    { id: '10067', families: ['ordering-alliance'] },
    { id: '10006', families: ['ordering-alliance', 'mobility'] },
  ],
  source: 'partner-gateway',
  alarms: { emails: ['operations@example.com'] },
});
