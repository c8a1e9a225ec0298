/** Name of the function that compares our view with AT&T’s. */
export const driftReportName = 'drift-report';
