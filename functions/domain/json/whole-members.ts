/**
 * As much of the beginning of a JSON document as is whole, closed so that it can be read: what it breaks off in is left out.
 * Undefined where nothing is whole.
 */
export const wholeMembersOf = (beginning: string): string | undefined => {
  let closers = '';
  let whole: string | undefined;
  let isInText = false;
  for (let index = 0; index < beginning.length; index += 1) {
    const character = beginning[index];
    if (isInText && character === '\\') index += 1;
    else if (character === '"') isInText = !isInText;
    else if (!isInText && character !== undefined && '{[}],'.includes(character)) {
      if (character === '{') closers = `}${closers}`;
      if (character === '[') closers = `]${closers}`;
      if (character === '}' || character === ']') closers = closers.slice(1);
      whole = beginning.slice(0, character === ',' ? index : index + 1) + closers;
    }
  }
  return whole;
};
