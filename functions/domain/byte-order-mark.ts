/** A text without the byte order mark it may begin with, which is none of it. */
export const withoutByteOrderMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);
