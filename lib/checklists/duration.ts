/** 3240 seconds as "54 min": rounded up, so that what is promised has happened by then. */
export function printSeconds(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} s`
  if (seconds <= 90 * 60) return `${Math.ceil(seconds / 60)} min`
  return seconds <= 36 * 3600 ? `${Math.ceil(seconds / 3600)} h` : `${Math.ceil(seconds / 86_400)} days`
}
