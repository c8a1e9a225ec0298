const suffixCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** One character for five: which of them are capitals, the first in the lowest bit. */
const suffixOf = (five: string): string =>
  suffixCharacters.charAt(
    Array.from(five).reduce((bits, character, place) => (/[A-Z]/.test(character) ? bits | (1 << place) : bits), 0),
  );

/**
 * The long form of a record id of AT&T’s, by which it is known here. The system behind AT&T’s Ordering writes one id with 15
 * characters, in which capitals count, or with three more that say which are capitals. Anything else is as it is.
 */
export const longRecordId = (id: string): string =>
  /^[A-Za-z0-9]{15}$/.test(id) ? id + (id.match(/.{5}/g) ?? []).map(suffixOf).join('') : id;
