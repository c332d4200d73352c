/** As in a Date field (RFC 5322 §3.3): Fri, 5 Aug 2016 16:24:41 +0000. */
export function mailDate(at: Date): string {
  return at
    .toUTCString()
    .replace(/^(\w+), 0?/, '$1, ')
    .replace('GMT', '+0000')
}
