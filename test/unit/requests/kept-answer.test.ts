import { TransportError, type WireAnswer } from '#att/transport';
import { keepAnswer, openAnswer } from '#requests/kept-answer';
import type { UndatedAnswer } from '#requests/request-record';
import { openCipher } from '../../support/data-keys';
import { wireAnswer } from '../../support/fakes';
import { writeThing } from '../../support/operations';

const request = { path: {}, query: {} };
const write = { operation: writeThing, request };
const failure = new TransportError('timeout', true);
const verdict = { outcome: 'unusable', detail: '' } as never;

const textOf = async (kept: UndatedAnswer | undefined): Promise<string> =>
  openAnswer(openCipher, 'req_1', { ...kept!, receivedAt: '2026-11-02T12:00:00.000Z' });

const keptOf = async (answer: WireAnswer) => {
  const kept = await keepAnswer(openCipher, write, { answer, verdict }, 'req_1');
  return { kept: kept!, text: await textOf(kept) };
};
const bytesOf = (text: string): number => Buffer.byteLength(text);

describe('an answer nobody can judge', () => {
  it('is kept for its record alone', async () => {
    const kept = await keepAnswer(openCipher, write, { answer: wireAnswer(502, 'Bad Gateway'), verdict }, 'req_1');
    expect(kept).toEqual({ status: 502, sealed: expect.any(Uint8Array) as Uint8Array, keyId: 'key-1' });
    expect(await textOf(kept)).toBe('Bad Gateway');
    const dated = { ...kept!, receivedAt: '2026-11-02T12:00:00.000Z' };
    await expect(openAnswer(openCipher, 'req_2', dated)).rejects.toThrow('another place');
  });

  it('is nothing where nothing arrived', async () => {
    expect(await keepAnswer(openCipher, write, { failure }, 'req_1')).toBeUndefined();
  });

  it('has no end where it broke off, whole as it may look', async () => {
    const received = wireAnswer(200, '{"id":"7"}');
    const kept = await keepAnswer(openCipher, write, { failure, received }, 'req_1');
    expect(kept).toMatchObject({ status: 200, isCut: true });
    expect(await textOf(kept)).toBe('{"id":"7"}');
  });

  it.each([
    ['text/html; charset=utf-8', 'text/html'],
    ['application/problem+json', 'application/problem+json'],
    ['nonsense', undefined],
    ['', undefined],
  ])('has the media type %j as %j', async (header, contentType) => {
    const { kept } = await keptOf(wireAnswer(500, 'No.', { 'content-type': header }));
    expect(kept).toEqual({ ...kept, contentType });
    expect('contentType' in kept).toBe(contentType !== undefined);
  });
});

describe('an answer of so many bytes', () => {
  it.each([
    ['16,384', 'x '.repeat(8_192), undefined],
    ['16,384, of two each', 'é '.repeat(5_461) + ' ', undefined],
    ['one more', 'x '.repeat(8_192) + 'x', true],
    ['one more, of two each', 'é '.repeat(5_462), true],
  ])('is kept whole up to 16 KB: %s', async (_, body, isCut) => {
    const { kept, text } = await keptOf(wireAnswer(500, body));
    expect(kept.isCut).toBe(isCut);
    expect(body.startsWith(text)).toBe(true);
    expect(text === body).toBe(!isCut);
    expect(bytesOf(text)).toBeGreaterThan(16_384 - 64 - 512);
    expect(bytesOf(text)).toBeLessThanOrEqual(16_384);
  });

  it.each([
    ['64 KB', 65_536, undefined],
    ['two more', 65_538, true],
  ])('is read whole up to 64 KB, and its secrets do not count: %s', async (_, bytes, isCut) => {
    const more = { pin: '' };
    const frame = bytesOf(JSON.stringify({ message: 'No.', more }));
    const { kept, text } = await keptOf(wireAnswer(500, { message: 'No.', more: { pin: '1'.repeat(bytes - frame) } }));
    expect(kept.isCut).toBe(isCut);
    expect(JSON.parse(text)).toEqual({ message: 'No.', more: isCut ? {} : { pin: '[secret]' } });
  });

  it('keeps what is whole of JSON, which is JSON, and no more than 16 KB with all that is closed', async () => {
    const body = `${'['.repeat(60)}${'"abcdef",'.repeat(3_000)}"end"${']'.repeat(60)}`;
    const { kept, text } = await keptOf(wireAnswer(500, ` ${body}`));
    expect(kept.isCut).toBe(true);
    expect(JSON.stringify(JSON.parse(text))).toMatch(/^\[{60}("abcdef",?)+\]{60}$/);
    expect(bytesOf(text)).toBeGreaterThan(16_000);
    expect(bytesOf(text)).toBeLessThanOrEqual(16_384);
  });

  it.each([
    ['is no JSON', '{curly} '],
    ['is no JSON behind a list', '[1] then '],
    ['is a text', 'a line\nand '],
  ])('keeps what %s up to its last blank', async (_, words) => {
    const { text } = await keptOf(wireAnswer(500, words.repeat(3_000)));
    expect(text).toMatch(/\s$/);
    expect(bytesOf(text)).toBeGreaterThan(16_300);
  });

  it('keeps nothing of the last 512 characters where there is no blank in them', async () => {
    const { text } = await keptOf(wireAnswer(500, `begun ${'y'.repeat(20_000)}`));
    expect(text).toBe(`begun ${'y'.repeat(16_384 - 64 - 512 - 6)}`);
  });
});
