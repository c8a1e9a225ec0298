import { readAgain } from '#domain/json/parse-json';
import { openHandover, sealHandover, type HandedOverCall } from '#requests/handover';
import type { RequestRecord } from '#requests/request-record';
import { openCipher } from '../../support/data-keys';

const request = { path: { thingId: 'x' }, query: { page: '1' } };
const call: HandedOverCall = {
  callId: 'call-1',
  trace: { traceId: 'trace-1', transactionId: 'transaction-1', source: 'crm' },
  audit: { actor: 'Ann', reason: 'moved' },
  request: { ...request, body: readAgain('\n{\n"note":"two\\nlines \\/",\r\n "fee" :1.0,"pin":"4829"}\n') },
};
const recordOf = async (handed: HandedOverCall = call): Promise<RequestRecord> => {
  const handedOver = await sealHandover(openCipher, 'req_1', handed);
  const record: Partial<RequestRecord> = { requestId: 'req_1', request, handedOver };
  return record as RequestRecord; // Of a record no more is read.
};

it('a worker gets the call as it was, its body as it was written', async () => {
  expect(await openHandover(openCipher, await recordOf())).toStrictEqual(call);
});

it('a call without a body has none', async () => {
  const bare = { callId: 'call-1', trace: { traceId: 't', transactionId: 'x' }, request };
  expect(await openHandover(openCipher, await recordOf(bare))).toStrictEqual(bare);
});

it('of path and query the record has all there is', async () => {
  const record = { ...(await recordOf()), request: { path: { thingId: 'y' }, query: {} } };
  expect(await openHandover(openCipher, record)).toMatchObject({ request: record.request });
});

it('what is of another record, or is begun, is not opened', async () => {
  const record = await recordOf();
  await expect(openHandover(openCipher, { ...record, requestId: 'req_2' })).rejects.toThrow('another place');
  await expect(openHandover(openCipher, { ...record, handedOver: undefined })).rejects.toThrow('handed over any more');
});
