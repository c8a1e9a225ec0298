import { defineTenant } from '../../../lib/config/tenant';
import everything from './everything';

/** What `everything` cannot state: pages of several origins may call, which no domain with `mutualTls` lets. It is deployed nowhere. */
export default defineTenant({
  ...everything,
  tenant: 'pages',
  endpoint: {},
  crossOrigin: {
    origins: ['https://backoffice.example.com', 'https://care.example.com', 'https://stores.example.com'],
    maxAgeSeconds: 600,
    answersOfApiGateway: 'any-origin',
  },
});
