import { STATUS_CODES } from 'node:http';
import type { SimAnswer } from '../../behaviour';
import { codeIn, messageIn } from '../refusal';
import { inCamelCase } from './words';

/** Statuses of refusals that Tincan does not hide behind a 200. */
const openStatuses = [401, 429];

/** Fault codes of refusals that have a status only. */
const codeByStatus: Readonly<Record<number, string>> = { 401: 'Authentication', 429: 'Throttled' };

/** A refusal by an error status: `200` with a SOAP fault in JSON, but for credentials and too many calls. */
export const fault = ({ status, body, headers }: SimAnswer): SimAnswer => ({
  status: openStatuses.includes(status) ? status : 200,
  ...(headers && { headers }),
  body: {
    Fault: {
      faultcode: `Client.${codeOf(body) ?? codeByStatus[status] ?? 'Request'}`,
      faultstring: messageIn(body) ?? STATUS_CODES[status],
      detail: { system: 'TINCAN-EDGE', severity: 'E' },
    },
  },
});

/** A refusal in the middle of what looks like an ordinary answer. */
export const declined = ({ body, headers }: SimAnswer): SimAnswer => ({
  status: 200,
  ...(headers && { headers }),
  body: { errorCode: codeOf(body) ?? '1', result: 'NOT_OK', errorText: messageIn(body) },
});

/** Tincan's machinery failed: a SOAP fault in XML. */
export const serverFault = ({ status, body, headers }: SimAnswer): SimAnswer => ({
  status,
  headers: { ...headers, 'content-type': 'text/xml; charset=utf-8' },
  body: [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault>',
    `<faultcode>Server.${status}</faultcode><faultstring>${escaped(messageIn(body) ?? STATUS_CODES[status] ?? '')}</faultstring>`,
    '</soapenv:Fault></soapenv:Body></soapenv:Envelope>',
  ].join('\n'),
});

/** Nothing is served there. */
export const htmlPage = (status: number): SimAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html><head><title>${STATUS_CODES[status]}</title></head><body><h1>Tincan Mobile</h1><p>${STATUS_CODES[status]}</p></body></html>`,
});

const codeOf = (body: unknown): string | undefined => {
  const code = codeIn(body);
  return code === undefined || /^\d+$/.test(code) ? undefined : code.replace(/^[A-Z_]+$/, inCamelCase);
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
