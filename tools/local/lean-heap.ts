import { setFlagsFromString } from 'node:v8';

/**
 * Has this process’s heap grow to one and a half times what lives in it before it is collected. V8 would let it grow to up to four
 * times, which over many calls takes memory that is never given back.
 */
export const keepHeapLean = (): void => setFlagsFromString('--heap-growing-percent=50');
