const DAY = 86_400_000

/**
 * CA/Browser Forum Baseline Requirements 6.3.2 as of ballots SC-031 and SC-081v3: the most days for which a
 * certificate may be valid, by the day on which it is issued.
 */
const SCHEDULE = [
  { since: '2029-03-15', days: 47 },
  { since: '2027-03-15', days: 100 },
  { since: '2026-03-15', days: 200 },
] as const
const BEFORE_2026 = 398

export function longestValidity(issued: Date): number {
  const day = issued.toISOString().slice(0, 10)
  return SCHEDULE.find(({ since }) => day >= since)?.days ?? BEFORE_2026
}

/** The last second of the longest validity: notAfter itself still counts (RFC 5280 4.1.2.5). */
export function lastMoment(issued: Date): Date {
  return new Date(issued.getTime() + longestValidity(issued) * DAY - 1000)
}
