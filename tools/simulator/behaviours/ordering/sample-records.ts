/** How far a record of AT&T’s samples has come. */
export interface SampleQuote {
  program: 'apex' | 'alliance';
  quoteId: string;
  siteId: string;
  hasApprovedCredit?: true;
  hasSignedContract?: true;
}

export interface SampleOrder {
  program: 'apex' | 'alliance';
  orderId: string;
  subOrderId: string;
  enrichments: readonly string[];
}

const apexSite = 'a7ldx000000o0pdAAA';
const allianceSite = 'a7lKQ000000MplsYAC';

/**
 * Quotes AT&T’s samples and our examples speak of, each so far that its example is allowed, so that a call with an
 * example’s ids and other details finds what it is about.
 */
export const sampleQuotes: readonly SampleQuote[] = [
  { program: 'apex', quoteId: '0Q0dx000002UEnZCAW', siteId: apexSite },
  { program: 'apex', quoteId: '0Q0dx000002T7wDCAS', siteId: apexSite },
  { program: 'apex', quoteId: '0Q0dx000002BpxKCAS', siteId: apexSite },
  { program: 'apex', quoteId: '0Q0dx000002WN6nCAG', siteId: apexSite, hasApprovedCredit: true },
  {
    program: 'apex',
    quoteId: '0Q0dx000002Y7ifCAC',
    siteId: apexSite,
    hasApprovedCredit: true,
    hasSignedContract: true,
  },
  { program: 'alliance', quoteId: '0Q0KQ000000CvYs0AK', siteId: allianceSite, hasApprovedCredit: true },
  {
    program: 'alliance',
    quoteId: '0Q0Kf000000xjXgKAI',
    siteId: allianceSite,
    hasApprovedCredit: true,
    hasSignedContract: true,
  },
];

const apexEnrichments = ['installationAndShipping', 'portReservation'];

/** Orders the examples speak of. */
export const sampleOrders: readonly SampleOrder[] = [
  { program: 'apex', orderId: '801dx00000XWPy1AAH', subOrderId: '801dx00000XWPy2AAH', enrichments: [] },
  { program: 'apex', orderId: '801dx00000YC2M8AAL', subOrderId: '801dx00000YCwPmAAL', enrichments: [] },
  { program: 'apex', orderId: '801dx00000YmDAlAAN', subOrderId: '801dx00000Ym90fAAB', enrichments: [] },
  { program: 'apex', orderId: '801dx00000Gd00lAAB', subOrderId: '801dx00000WdaKbAAJ', enrichments: [] },
  { program: 'apex', orderId: '801dx00000YzoPjAAJ', subOrderId: '801dx00000Z8bayAAB', enrichments: apexEnrichments },
  { program: 'apex', orderId: '801dx00000XEaaQAAT', subOrderId: '801dx00000XFEm2AAH', enrichments: apexEnrichments },
  {
    program: 'alliance',
    orderId: '801Kf000004FnicIAC',
    subOrderId: '801Kf000004FnihIAC',
    enrichments: ['installation', 'shipping'],
  },
];
