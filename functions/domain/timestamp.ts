import { rememberedLast } from '#domain/remembered';

/** All but the milliseconds: the same for a second, and it takes long to find out. */
const toTheSecond = rememberedLast((second: number) => new Date(second * 1000).toISOString().slice(0, -4));

/** A time in milliseconds since the epoch as RFC 3339 has it, as `toISOString` writes it. */
export const timestampOf = (timeMs: number): string => {
  const whole = Math.floor(timeMs);
  const second = Math.floor(whole / 1000);
  return `${toTheSecond(second)}${String(whole - second * 1000).padStart(3, '0')}Z`;
};
