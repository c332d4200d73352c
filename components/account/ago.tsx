const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** '5 minutes ago', with the exact time for machines: the server does not know the reader's time zone. */
export function Ago({ at, now = new Date() }: { at: Date; now?: Date }) {
  return <time dateTime={at.toISOString()}>{agoOf((now.getTime() - at.getTime()) / 1000)}</time>
}

/** A minute is as exact as sessions are kept. */
function agoOf(seconds: number): string {
  const unit = units.find(([, size]) => seconds >= size)
  if (!unit) return 'just now'
  const count = Math.floor(seconds / unit[1])
  return `${count} ${unit[0]}${count === 1 ? '' : 's'} ago`
}
