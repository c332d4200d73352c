import { absoluteTime, durationInWords, relativeTime } from './time-words'

/**
 * A moment relative to `now`, its date and time as the title. `now` is given by the caller (the site's clock, or
 * the server's), so that server and browser write the same. `absolute` shows the date and time itself.
 */
export function Time({
  at,
  now,
  zone = 'UTC',
  absolute,
}: {
  at: Date | string | number
  now?: Date | string | number
  /** An IANA time zone: "Europe/Vienna". */
  zone?: string
  absolute?: boolean
}) {
  const moment = new Date(at)
  const exact = absoluteTime(moment.getTime(), zone)
  return (
    <time dateTime={moment.toISOString()} title={exact}>
      {absolute || now === undefined ? exact : relativeTime(moment.getTime(), new Date(now).getTime(), zone)}
    </time>
  )
}

/** A length of time: "0.4 s", "3 min 12 s". */
export function Duration({ ms }: { ms: number }) {
  return <time dateTime={`PT${(Math.max(0, ms) / 1000).toFixed(3)}S`}>{durationInWords(ms)}</time>
}
