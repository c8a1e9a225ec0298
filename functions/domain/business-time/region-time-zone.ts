/**
 * NPAC regions and the time zone most of each lives in, by which 47 CFR 52.35(e)(2) counts. States, districts and
 * territories as the Postal Service abbreviates them.
 */
const regions: readonly { timeZone: string; states: string }[] = [
  // Northeast, Mid-Atlantic, Southeast
  {
    timeZone: 'America/New_York',
    states: 'CT ME MA NH NY RI VT DE DC MD NJ PA VA WV AL FL GA KY LA MS NC PR SC TN VI',
  },
  // Midwest, Southwest
  { timeZone: 'America/Chicago', states: 'IL IN MI OH WI AR KS MO OK TX' },
  // Western
  { timeZone: 'America/Denver', states: 'AK AZ CO IA ID MN MT ND NE NM OR SD UT WA WY' },
  // West Coast
  { timeZone: 'America/Los_Angeles', states: 'CA HI NV' },
];

const zoneOfState = new Map(
  regions.flatMap(({ timeZone, states }) => states.split(' ').map((state) => [state, timeZone] as const)),
);

const names: Readonly<Record<string, string>> = {
  ALABAMA: 'AL', ALASKA: 'AK', ARIZONA: 'AZ', ARKANSAS: 'AR', CALIFORNIA: 'CA', COLORADO: 'CO', CONNECTICUT: 'CT',
  DELAWARE: 'DE', 'DISTRICT OF COLUMBIA': 'DC', FLORIDA: 'FL', GEORGIA: 'GA', HAWAII: 'HI', IDAHO: 'ID', ILLINOIS: 'IL',
  INDIANA: 'IN', IOWA: 'IA', KANSAS: 'KS', KENTUCKY: 'KY', LOUISIANA: 'LA', MAINE: 'ME', MARYLAND: 'MD',
  MASSACHUSETTS: 'MA', MICHIGAN: 'MI', MINNESOTA: 'MN', MISSISSIPPI: 'MS', MISSOURI: 'MO', MONTANA: 'MT', NEBRASKA: 'NE',
  NEVADA: 'NV', 'NEW HAMPSHIRE': 'NH', 'NEW JERSEY': 'NJ', 'NEW MEXICO': 'NM', 'NEW YORK': 'NY', 'NORTH CAROLINA': 'NC',
  'NORTH DAKOTA': 'ND', OHIO: 'OH', OKLAHOMA: 'OK', OREGON: 'OR', PENNSYLVANIA: 'PA', 'PUERTO RICO': 'PR',
  'RHODE ISLAND': 'RI', 'SOUTH CAROLINA': 'SC', 'SOUTH DAKOTA': 'SD', TENNESSEE: 'TN', TEXAS: 'TX', UTAH: 'UT',
  VERMONT: 'VT', VIRGINIA: 'VA', WASHINGTON: 'WA', 'WEST VIRGINIA': 'WV', WISCONSIN: 'WI', WYOMING: 'WY',
}; // prettier-ignore

/** The latest of the zones, so that nothing is called overdue too early where the state is not known. */
const whereUnknown = 'America/Los_Angeles';

/** Time zone ports of a state’s numbers are counted in; AT&T takes `NY` as well as `New York`. */
export const timeZoneOfState = (state: string | undefined): string => {
  const text = state?.trim().toUpperCase() ?? '';
  return zoneOfState.get(text) ?? zoneOfState.get(names[text] ?? '') ?? whereUnknown;
};
