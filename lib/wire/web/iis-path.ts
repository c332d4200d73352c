/** A path as IIS looks it up; null for what http.sys or request filtering turns away. */
export interface IisPath {
  /** Decoded, without dot segments, in lower case, without the slash at the end: `/owa/auth/logon.aspx`. */
  readonly path: string
  readonly query: string
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** RFC 3986 §5.2.4; what climbs above the root stays there. */
function withoutDots(path: string): string {
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '.' && segment !== '') kept.push(segment)
  }
  return `/${kept.join('/')}`
}

/** Decodes once; a path that would change if it were decoded again is refused, as "double escaping" (404.11). */
export function iisPath(target: string): IisPath | null {
  const [raw = '', ...rest] = target.split('?')
  const decoded = decode(raw)
  if (decoded === null || decode(decoded) !== decoded || /[\0-\x1f\x7f]/.test(decoded)) return null
  return { path: withoutDots(decoded.replaceAll('\\', '/')).toLowerCase(), query: rest.join('?') }
}
