/** `2.00:00:00` and `04:00:00` in seconds. */
export function seconds(span: string): number {
  const [, days = '0', ...clock] = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)$/.exec(span) ?? []
  return clock.reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400
}
