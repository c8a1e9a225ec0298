/** An IMEI of a type allocation code, with its check digit. */
export const imeiOf = (typeAllocationCode: string, serial = '000900'): string => {
  const digits = typeAllocationCode + serial;
  const sum = Array.from(digits, (digit, index) => Number(digit) * (index % 2 === 1 ? 2 : 1))
    .map((value) => (value > 9 ? value - 9 : value))
    .reduce((total, value) => total + value, 0);
  return digits + String((10 - (sum % 10)) % 10);
};
