const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "just now", "2 min ago", "in 3 h", "5 days ago"; from 30 days on the date. Both in milliseconds since 1970. */
export function relativeTime(at: number, now: number, zone = 'UTC'): string {
  const distance = Math.abs(now - at)
  if (distance < minute / 2) return 'just now'
  if (distance > 30 * day)
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: zone }).format(at)
  const amount =
    distance < hour
      ? `${Math.max(1, Math.round(distance / minute))} min`
      : distance < day
        ? `${Math.round(distance / hour)} h`
        : `${Math.round(distance / day)} ${Math.round(distance / day) === 1 ? 'day' : 'days'}`
  return at <= now ? `${amount} ago` : `in ${amount}`
}

/** "21 Nov 2026, 09:41:02 UTC" in the zone given. */
export function absoluteTime(at: number, zone = 'UTC'): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(at)
  return `${text} ${zone === 'UTC' ? 'UTC' : `(${zone})`}`
}

/** Milliseconds as "14 ms", "0.4 s", "12 s", "3 min 12 s", "2 h 5 min", "3 days 4 h". */
export function durationInWords(milliseconds: number): string {
  const ms = Math.max(0, milliseconds)
  if (ms < 100) return `${Math.round(ms)} ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  if (ms < minute) return `${Math.min(59, Math.round(ms / 1000))} s`
  const [whole, unit, rest, smaller] =
    ms < hour
      ? [Math.floor(ms / minute), 'min', Math.floor((ms % minute) / 1000), 's']
      : ms < day
        ? [Math.floor(ms / hour), 'h', Math.floor((ms % hour) / minute), 'min']
        : [Math.floor(ms / day), ms < 2 * day ? 'day' : 'days', Math.floor((ms % day) / hour), 'h']
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${smaller}`
}
