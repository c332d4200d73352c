/** A moment to the millisecond, as logs have it: "09:41:02.114", with `day` "2026-11-22 09:41:02.114". UTC. */
export function ClockTime({ at, day }: { at: Date | string; day?: boolean }) {
  const text = new Date(at).toISOString()
  return (
    <time dateTime={text} title={text} className="tabular-nums">
      {day ? text.slice(0, 23).replace('T', ' ') : text.slice(11, 23)}
    </time>
  )
}
